package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership: first decided wins, only the owner can let go, and what suppliers say stands over what a row
 * says.
 */
public final class Deciding {

    private static final String UNDECLARED = "no supplier has declared this device";

    private Deciding() {}

    /**
     * The next decision about the device, given what is known of it. A claim is decided by the first of these that holds:
     * another owns the device or has bought it; this tenant owns it; what suppliers declared is needed, and is missing or
     * differs; it is free.
     */
    public static Decision decide(Ask ask, Ownership known, Catalogue catalogue, Terms terms, Instant now) {
        return switch (ask) {
            case Ask.Claim claim -> decideClaim(claim, known, catalogue, terms, now);
            case Ask.Release release ->
                entry(
                        ask,
                        known,
                        ask.tenant().equals(known.owner()) ? Outcome.RELEASED : Outcome.RELEASE_REFUSED,
                        null,
                        now);
        };
    }

    private static Decision decideClaim(
            Ask.Claim claim, Ownership known, Catalogue catalogue, Terms terms, Instant now) {
        if (claim.tenant().equals(known.owner()) && known.by() != null) {
            return again(claim, known, known.by(), now);
        }
        if (known.owner() != null || catalogue.isKeptFrom(claim.tenant())) {
            return entry(claim, known, Outcome.CLAIMED_BY_ANOTHER, null, now);
        }
        if (claim.row().hashed() && !terms.catalogueRequired()) {
            return entry(claim, known, Outcome.CLAIMED, null, now);
        }
        if (catalogue.isEmpty()) {
            return terms.hold().isPositive()
                    ? new Held(claim, now.plus(terms.hold()))
                    : entry(claim, known, Outcome.DEVICE_NOT_FOUND, UNDECLARED, now);
        }
        List<String> differences = claim.row().hashed() ? List.of() : catalogue.differences(claim.row());
        return differences.isEmpty()
                ? entry(claim, known, Outcome.CLAIMED, null, now)
                : entry(claim, known, Outcome.DEVICE_NOT_FOUND, differing(differences), now);
    }

    /** Of a device that the tenant has already, by {@code holder}. */
    private static Entry again(Ask.Claim claim, Ownership known, SubmissionId holder, Instant now) {
        return holder.registration().equals(claim.cause().registration())
                ? entry(claim, known, Outcome.DUPLICATE_IN_UPLOAD, firstOn(holder, claim.cause()), now)
                : entry(claim, known, Outcome.DEVICE_ALREADY_REGISTERED, null, now);
    }

    private static String firstOn(SubmissionId first, SubmissionId second) {
        return first.file() == second.file()
                ? "first on line " + first.row()
                : "first in file " + first.file() + " on line " + first.row();
    }

    private static String differing(List<String> names) {
        int last = names.size() - 1;
        String all = last == 0
                ? names.getFirst() + " differs"
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last) + " differ";
        return all + " from what the supplier has declared; capitals count";
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
