package dev.muster.operations;

import dev.muster.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages: {@code limit} at a time, {@code next} leading on from the last one of a page. */
public final class Paging {

    private static final int DEFAULT = 100;
    private static final int MOST = 1000;

    private Paging() {}

    /**
     * A page.
     *
     * @param next the cursor of the page after it; absent after the last
     */
    public record Page<T>(List<T> items, @Nullable String next) {}

    /** {@code limit}, or its default; throws ProblemException where it is not 1 to 1000. */
    public static int limit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        try {
            int value = Integer.parseInt(limit);
            if (value >= 1 && value <= MOST) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.invalidParameter("limit has to be a number from 1 to " + MOST + ".");
    }

    /**
     * The page of {@code rows}, of which one more than {@code limit} was asked for to see whether it goes on.
     *
     * @param place where a row stands in the list
     * @param shown a row as the answer shows it
     */
    public static <R, T> Page<T> page(List<R> rows, int limit, Function<R, Place> place, Function<R, T> shown) {
        boolean more = rows.size() > limit;
        var page = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                page.stream().map(shown).toList(),
                more ? place.apply(page.getLast()).cursor() : null);
    }

    /**
     * A place in a list that is newest first.
     *
     * @param millis the time of the row, in milliseconds since 1970
     * @param id of the row, for those of the same time
     */
    public record Place(long millis, long id) {

        /** Before the newest. */
        public static final Place START = new Place(Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE);

        /** The place that {@code cursor} names; throws ProblemException where no page ever ended there. */
        public static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return START;
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("/", -1);
                return new Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            } catch (RuntimeException e) {
                throw ProblemException.invalidParameter("cursor has to be the 'next' of an earlier page, unchanged.");
            }
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((millis + "/" + id).getBytes(StandardCharsets.UTF_8));
        }
    }
}
