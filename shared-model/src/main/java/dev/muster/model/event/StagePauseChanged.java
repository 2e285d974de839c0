package dev.muster.model.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An operator asks a stage to pause, to go on, or, while it pauses, to go on from elsewhere later.
 *
 * @param tenant of the operator
 * @param stage the service, such as {@code claim}
 * @param paused whether the stage is to process nothing
 * @param positions of a stage that pauses: where it is to go on; empty leaves it where it is
 */
public record StagePauseChanged(
        UUID requestId,
        String tenant,
        String stage,
        boolean paused,
        List<Position> positions,
        String requestedBy,
        Instant requestedAt)
        implements ControlRequest {

    public StagePauseChanged {
        positions = List.copyOf(positions);
        if (!paused && !positions.isEmpty()) {
            throw new IllegalArgumentException("positions are given while a stage pauses");
        }
    }

    /**
     * Where to go on in a partition.
     *
     * @param topic its name on the broker
     * @param offset of the next record to be processed
     */
    public record Position(String topic, int partition, long offset) {}

    /** The record's key of what is asked of {@code stage}. */
    public static String key(String stage) {
        return "stage:" + stage;
    }

    @Override
    public String key() {
        return key(stage);
    }
}
