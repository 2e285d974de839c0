package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.UUID;

/**
 * A row that no supplier has declared and that waits for it. Not an entry of the ledger: nothing has been decided, and
 * nothing is told.
 *
 * @param until when it is decided even so
 */
public record Held(Ask.Claim ask, Instant until) implements Decision {

    /** The submission that waits. */
    public SubmissionId cause() {
        return ask.cause();
    }

    public UUID deviceId() {
        return ask.deviceId();
    }
}
