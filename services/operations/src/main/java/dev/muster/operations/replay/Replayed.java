package dev.muster.operations.replay;

import dev.muster.operations.failure.Place;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a dead letter was tried again, or was to be.
 *
 * @param state what came of it: {@code sent} and the others of a {@link Replay}
 * @param at when it came to be sent, or not to be
 * @param sentTo where the record lies that was sent; absent where none was
 */
public record Replayed(
        UUID replay,
        String requestedBy,
        String state,
        Instant at,
        @Nullable Place sentTo) {}
