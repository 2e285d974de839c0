package dev.muster.operations.failure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a failure topic, as far as it is needed to list it: nothing of the row that was uploaded.
 *
 * @param kind {@value #REJECTED} or {@value #DEAD_LETTER}
 * @param place where the record lies
 * @param at when it was decided or set aside
 * @param stage the service that decided, or gave up
 * @param letter of a dead letter only, as all that follows
 */
public record FailureRow(
        String kind,
        Place place,
        Instant at,
        String code,
        String stage,
        @Nullable String tenant,
        @Nullable UUID registration,
        @Nullable String submission,
        @Nullable String deviceId,
        @Nullable UUID requestId,
        @Nullable Letter letter) {

    public static final String REJECTED = "rejected";
    public static final String DEAD_LETTER = "dead-letter";

    /**
     * What a dead letter's headers say; null where they don't.
     *
     * @param id {@code <service>-<partition>-<offset>} of where the letter lies
     * @param exception the kind of the exception, without its message
     * @param replayCount how often it had been tried again
     * @param replayOf the letter that it was then
     */
    public record Letter(
            String id,
            @Nullable String exception,
            @Nullable Integer tries,
            @Nullable String sourceTopic,
            @Nullable Integer sourcePartition,
            @Nullable Long sourceOffset,
            @Nullable String traceId,
            int replayCount,
            @Nullable String replayOf) {}
}
