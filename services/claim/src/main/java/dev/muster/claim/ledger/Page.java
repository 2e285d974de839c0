package dev.muster.claim.ledger;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The part of the ledger that a batch touches, in memory: what is asked is decided one after the other, and what is new
 * is written at the end.
 */
public final class Page {

    private final Map<SubmissionId, Entry> decided = new HashMap<>();
    private final Map<UUID, Ownership> stored = new HashMap<>();
    private final Map<UUID, Ownership> current = new LinkedHashMap<>();
    private final List<Entry> fresh = new ArrayList<>();

    /** From the rows of the ledger: the devices that are asked about, and the decisions for any of the same causes. */
    public Page(Collection<Ownership> devices, Collection<Entry> entries) {
        devices.forEach(device -> stored.put(device.deviceId(), device));
        entries.forEach(entry -> decided.put(entry.cause(), entry));
    }

    /**
     * The decision that stands: the stored one for the same cause, or a new one. Throws IllegalStateException where the
     * cause was decided about another device: somebody has changed a record.
     */
    public Entry decide(Ask ask, Instant now) {
        Entry standing = decided.get(ask.cause());
        if (standing != null) {
            if (!standing.deviceId().equals(ask.deviceId())) {
                throw new IllegalStateException("decided about another device before: " + ask.cause());
            }
            return standing;
        }
        Ownership known = current.getOrDefault(
                ask.deviceId(), stored.getOrDefault(ask.deviceId(), Ownership.unknown(ask.deviceId())));
        Entry entry = Deciding.decide(ask, known, now);
        decided.put(ask.cause(), entry);
        current.put(ask.deviceId(), known.after(entry));
        fresh.add(entry);
        return entry;
    }

    /** The new decisions, in order. */
    public List<Entry> newEntries() {
        return fresh;
    }

    /** Devices that the ledger had not heard of. */
    public List<Ownership> newDevices() {
        return current.values().stream()
                .filter(d -> !stored.containsKey(d.deviceId()))
                .toList();
    }

    /** Devices about which there is a new decision, and that the ledger knew. */
    public List<Ownership> changedDevices() {
        return current.values().stream()
                .filter(d -> stored.containsKey(d.deviceId()))
                .toList();
    }
}
