package dev.muster.status.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** In what two sets of tables differ. */
final class Differences {

    private static final int SHOWN = 20;

    private Differences() {}

    /**
     * How many rows of a kind an organization has.
     *
     * @param digest another one where a row is another one
     */
    record Sum(long rows, String digest) {
        private static final Sum NONE = new Sum(0, "");
    }

    /** A line for each kind and organization of which the sums differ, in order, twenty at most. */
    static List<String> between(Map<String, Sum> serving, Map<String, Sum> built) {
        var names = new TreeSet<>(serving.keySet());
        names.addAll(built.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(serving.get(name), built.get(name)))
                .limit(SHOWN)
                .map(name -> name + ": " + difference(orNone(serving.get(name)), orNone(built.get(name))))
                .toList();
    }

    private static String difference(Sum serving, Sum built) {
        return serving.rows == built.rows
                ? serving.rows + " rows, of which some differ"
                : serving.rows + " rows serve, " + built.rows + " were built";
    }

    private static Sum orNone(@Nullable Sum sum) {
        return sum == null ? Sum.NONE : sum;
    }
}
