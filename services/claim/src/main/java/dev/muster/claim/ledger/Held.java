package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that no supplier has declared and that waits for it. Not an entry of the ledger: nothing has been decided, and
 * nothing is told.
 *
 * @param until when it is decided even so
 * @param trace the trace of its upload, which goes on with what is decided; null where that is not known
 */
public record Held(Ask.Claim ask, Instant until, @Nullable String trace) implements Decision {

    /** Waits from now on. */
    Held(Ask.Claim ask, Instant until) {
        this(ask, until, null);
    }

    /** The submission that waits. */
    public SubmissionId cause() {
        return ask.cause();
    }

    public UUID deviceId() {
        return ask.deviceId();
    }
}
