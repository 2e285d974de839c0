package dev.muster.status.projection;

import java.util.Comparator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges of single values. */
final class Merging {

    private Merging() {}

    /**
     * The one that is known; of two that are known and differ, which facts of one origin never do, the greater, so that
     * the order of the facts decides nothing.
     */
    static <T extends Comparable<? super T>> @Nullable T known(@Nullable T a, @Nullable T b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** The greater by {@code order}; of equals, the greater text. */
    static <T> T greater(T a, T b, Comparator<T> order, Function<T, String> text) {
        return order.thenComparing(Comparator.comparing(text)).compare(a, b) >= 0 ? a : b;
    }
}
