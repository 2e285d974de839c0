package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Rows that wait, for each device in the order in which they came. Of a device for which many do, those that came first
 * are here; the others are left, and everything that joins the line here stands behind those.
 */
final class Line {

    private final Map<UUID, Map<SubmissionId, Held>> here = new HashMap<>();
    private final Set<SubmissionId> anywhere;
    private final Set<UUID> left;

    Line(Facts facts) {
        anywhere = facts.waiting();
        left = facts.left();
        facts.held().forEach(this::add);
    }

    /** Adds {@code held} at the end; puts it in its own place where it is here already. */
    void add(Held held) {
        here.computeIfAbsent(held.deviceId(), id -> new LinkedHashMap<>()).put(held.cause(), held);
    }

    void remove(Held held) {
        of(held.deviceId()).remove(held.cause());
    }

    /** The rows that wait for {@code device} and are here. */
    List<Held> waitingFor(UUID device) {
        return List.copyOf(of(device).values());
    }

    /** Whether {@code ask} waits, here or not. */
    boolean has(Ask ask) {
        return anywhere.contains(ask.cause()) || of(ask.deviceId()).containsKey(ask.cause());
    }

    /** Whether rows for {@code device} are left. */
    boolean isLeft(UUID device) {
        return left.contains(device);
    }

    /**
     * Whether {@code claim}, by {@code entry}, would get by a declaration what those who are left wait for as well. Who
     * needs no declaration, thanks to a hardware hash, does not wait behind those who do.
     */
    boolean isOvertakenBy(Ask.Claim claim, Entry entry, Terms terms) {
        return isLeft(claim.deviceId())
                && entry.outcome() == Outcome.CLAIMED
                && (!claim.row().hashed() || terms.catalogueRequired());
    }

    private Map<SubmissionId, Held> of(UUID device) {
        return here.getOrDefault(device, new HashMap<>());
    }
}
