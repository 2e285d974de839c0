package dev.muster.operations;

import dev.muster.runtime.paging.Paging;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that is newest first.
 *
 * @param millis the time of the row, in milliseconds since 1970
 * @param id of the row, for those of the same time
 */
public record NewestFirst(long millis, long id) {

    /** Before the newest. */
    public static final NewestFirst START = new NewestFirst(Long.MAX_VALUE / 1_000_000, Long.MAX_VALUE);

    /** The place that {@code cursor} names; throws ProblemException where no page ever ended there. */
    public static NewestFirst after(@Nullable String cursor) {
        return Objects.requireNonNullElse(Paging.place(cursor, NewestFirst::parse), START);
    }

    private static NewestFirst parse(String text) {
        String[] parts = text.split("/", -1);
        return new NewestFirst(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
        return millis + "/" + id;
    }
}
