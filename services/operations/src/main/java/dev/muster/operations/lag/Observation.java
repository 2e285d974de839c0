package dev.muster.operations.lag;

import java.time.Instant;

/**
 * A group at a partition in one moment.
 *
 * @param committed the offset of the next record that the group will read
 * @param end the offset that the next record written will have
 */
public record Observation(Instant at, long committed, long end) {

    /** The records that are there and not read. */
    public long lag() {
        return Math.max(0, end - committed);
    }
}
