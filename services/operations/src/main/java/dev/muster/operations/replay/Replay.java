package dev.muster.operations.replay;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay: who wanted which dead letters tried again, when, and how far it is.
 *
 * @param state {@code running}, {@code completed} or {@code cancelled}
 * @param counts of its letters, by what came of them: {@code waiting}, {@code sending}, {@code sent} (and its stage has
 *     not read it yet), {@code succeeded}, {@code came-back} (set aside again), {@code gone} (its topic keeps it no
 *     longer), {@code refused} (the broker does not take it: it is too large), {@code left-out} (see {@code leftOut}),
 *     {@code cancelled}
 * @param leftOut letters that were not to be tried again, by why
 */
public record Replay(
        UUID id,
        String state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        Wanted wanted,
        int ratePerSecond,
        long total,
        Map<String, Long> counts,
        Map<String, Long> leftOut) {

    static final String RUNNING = "running";
    static final String COMPLETED = "completed";
    static final String CANCELLED = "cancelled";
}
