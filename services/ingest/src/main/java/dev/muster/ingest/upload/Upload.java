package dev.muster.ingest.upload;

import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.topic.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload that this process reads.
 *
 * @param attempt which try at it, from 1
 * @param orderId for each row that has none of its own
 * @param submittedAt when the first attempt began
 * @param trace of this attempt, on which all that is told of it goes on
 * @param acknowledgedChunks chunks of an earlier attempt that the broker has: they are compared and not sent again
 */
public record Upload(
        UUID id,
        Kind kind,
        Caller caller,
        int attempt,
        @Nullable String idempotencyKey,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Instant submittedAt,
        TraceParent trace,
        int acknowledgedChunks) {}
