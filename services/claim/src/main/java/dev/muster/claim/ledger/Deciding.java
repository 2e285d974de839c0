package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules of ownership: first decided wins, and only the owner can let go. */
public final class Deciding {

    private Deciding() {}

    /** The next decision about the device, given what is known of it. */
    public static Entry decide(Ask ask, Ownership known, Instant now) {
        return switch (ask) {
            case Ask.Claim claim -> decideClaim(claim, known, now);
            case Ask.Release release ->
                entry(
                        ask,
                        known,
                        ask.tenant().equals(known.owner()) ? Outcome.RELEASED : Outcome.RELEASE_REFUSED,
                        null,
                        now);
        };
    }

    private static Entry decideClaim(Ask.Claim claim, Ownership known, Instant now) {
        SubmissionId holder = known.by();
        if (known.owner() == null || holder == null) {
            return claim.row().hashed()
                    ? entry(claim, known, Outcome.CLAIMED, null, now)
                    : entry(claim, known, Outcome.DEVICE_NOT_FOUND, "no supplier has declared this device", now);
        }
        if (!known.owner().equals(claim.tenant())) {
            return entry(claim, known, Outcome.CLAIMED_BY_ANOTHER, null, now);
        }
        if (holder.registration().equals(claim.cause().registration())) {
            return entry(claim, known, Outcome.DUPLICATE_IN_UPLOAD, firstOn(holder, claim.cause()), now);
        }
        return entry(claim, known, Outcome.DEVICE_ALREADY_REGISTERED, null, now);
    }

    private static String firstOn(SubmissionId first, SubmissionId second) {
        return first.file() == second.file()
                ? "first on line " + first.row()
                : "first in file " + first.file() + " on line " + first.row();
    }

    private static Entry entry(Ask ask, Ownership known, Outcome outcome, @Nullable String detail, Instant now) {
        return new Entry(
                ask.deviceId(),
                known.sequence() + 1,
                ask.cause(),
                outcome,
                ask.tenant(),
                ask.partner(),
                ask.subject(),
                detail,
                now);
    }
}
