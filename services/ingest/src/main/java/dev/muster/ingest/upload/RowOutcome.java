package dev.muster.ingest.upload;

import dev.muster.model.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What a record of a file became.
 *
 * @param accepted whether it goes its way; otherwise it could not be read
 * @param event what is told of it, or null
 * @param failure what is kept of it, or null
 * @param <F> why a row was not accepted, where no event tells it
 */
public record RowOutcome<F>(
        boolean accepted, @Nullable Event event, @Nullable F failure) {

    /** A row that goes its way. */
    public static <F> RowOutcome<F> accepted(Event event) {
        return new RowOutcome<>(true, event, null);
    }

    /** A row that was not accepted, which an event tells. */
    public static <F> RowOutcome<F> refused(Event event) {
        return new RowOutcome<>(false, event, null);
    }

    /** A row that was not accepted, which only the answer tells. */
    public static <F> RowOutcome<F> kept(F failure) {
        return new RowOutcome<>(false, null, failure);
    }
}
