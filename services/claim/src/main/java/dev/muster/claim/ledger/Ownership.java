package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a device now.
 *
 * @param sequence of the last decision about it; 0 before the first
 * @param owner the tenant that owns it, or null
 * @param by the submission by which the owner has it, or null
 * @param noted whether a supplier has declared it or a row has waited for that, ever: only then there can be more to read
 */
public record Ownership(
        UUID deviceId,
        long sequence,
        @Nullable String owner,
        @Nullable SubmissionId by,
        boolean noted) {

    /** A device of which the ledger has never heard. */
    public static Ownership unknown(UUID deviceId) {
        return new Ownership(deviceId, 0, null, null, false);
    }

    /** What is known once {@code entry}, the next decision, stands. */
    public Ownership after(Entry entry) {
        return switch (entry.outcome()) {
            case CLAIMED -> new Ownership(deviceId, entry.sequence(), entry.tenant(), entry.cause(), noted);
            case RELEASED -> new Ownership(deviceId, entry.sequence(), null, null, noted);
            case RELEASE_REFUSED,
                    DEVICE_NOT_FOUND,
                    DUPLICATE_IN_UPLOAD,
                    DEVICE_ALREADY_REGISTERED,
                    CLAIMED_BY_ANOTHER -> new Ownership(deviceId, entry.sequence(), owner, by, noted);
        };
    }

    /** The same, with something about the device to be read beside the ledger. */
    Ownership withNote() {
        return new Ownership(deviceId, sequence, owner, by, true);
    }
}
