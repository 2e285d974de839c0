package dev.muster.trials.faults.input;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that was sent, once or until it was answered.
 *
 * @param order its order id, which no other upload has
 * @param answer null where none came: then each of its rows may be there or not
 */
public record Upload(
        String order,
        String tenant,
        List<Row> rows,
        @Nullable Answer answer) {

    /** What the 202 said. */
    public record Answer(String id, int rows, int accepted, int malformed) {}

    public Upload {
        rows = List.copyOf(rows);
    }
}
