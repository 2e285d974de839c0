package dev.muster.operations.letter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.operations.replay.Replayed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as operators see it.
 *
 * @param id {@code <service>-<partition>-<offset>} of where it lies
 * @param stage the service that gave up
 * @param exception why, in its own words; in a list its kind only
 * @param source where the record came from
 * @param replayCount how often it had been tried again before it was set aside as this letter
 * @param replayOf the letter that it was then
 * @param record the record itself; absent in a list, and once its topic keeps it no longer
 * @param replays each time that this letter was tried again, oldest first
 * @param cameBackAs the letters that it was set aside as then
 */
public record DeadLetter(
        String id,
        Instant at,
        String stage,
        @Nullable String exception,
        @Nullable Integer tries,
        @Nullable String tenant,
        @Nullable UUID registrationId,
        @Nullable String submission,
        @Nullable UUID requestId,
        @Nullable String traceId,
        Source source,
        int replayCount,
        @Nullable String replayOf,
        @Nullable Content record,
        @Nullable List<Replayed> replays,
        @Nullable List<String> cameBackAs) {

    /** Where a record came from, as far as its headers say. */
    public record Source(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long offset) {}

    /**
     * A record as it was.
     *
     * @param key as text
     * @param value its bytes, in base64; absent where the record has none
     * @param decoded the same as JSON, where it is JSON
     */
    public record Content(
            String topic,
            int partition,
            long offset,
            Instant timestamp,
            List<Header> headers,
            @Nullable String key,
            byte @Nullable [] value,
            @Nullable JsonNode decoded) {}

    /** A header of a record, as text. */
    public record Header(String name, @Nullable String value) {}
}
