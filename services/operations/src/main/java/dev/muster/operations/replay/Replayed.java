package dev.muster.operations.replay;

import java.time.Instant;
import java.util.UUID;

/**
 * One time that a dead letter was tried again, or was to be.
 *
 * @param state what came of it: {@code sent} and the others of a {@link Replay}
 */
public record Replayed(UUID replay, String requestedBy, String state, Instant at) {}
