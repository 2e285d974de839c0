package dev.muster.status;

import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.FormerClaim;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.Row;
import dev.muster.status.projection.SeenDays;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.projection.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The read model without a database: what ReadModelStore does, on maps. */
public record MemoryTables(
        Map<SubmissionId, SubmissionRow> submissions,
        Map<DeviceRow.Key, DeviceRow> devices,
        Map<FormerClaim.Key, FormerClaim> formerClaims,
        Map<UUID, RegistrationRow> registrations,
        Map<UUID, ReleaseRow> releases,
        Map<Tally.Key, Integer> counts,
        Map<SeenDays.Key, Integer> seenDays) {

    /** An event and where it lies on its topic. */
    public record Placed(Event event, int partition, long offset) {}

    private record Change<R>(R before, R fresh, R after) {}

    public MemoryTables() {
        this(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>());
    }

    public MemoryTables apply(List<Placed> batch) {
        return apply(batch, Expiry.NEVER);
    }

    public MemoryTables apply(List<Placed> batch, Expiry expiry) {
        var changes = new Changes(expiry);
        batch.forEach(placed -> changes.add(placed.event(), placed.partition(), placed.offset()));
        var tally = new Tally();
        var changed = merge(submissions, changes.submissions(), UnaryOperator.identity());
        changed.forEach(change -> tally.count(change.before(), change.after()));
        var registered = changed.stream()
                .filter(change -> !change.after().equals(change.before()))
                .map(Change::after)
                .toList();
        var days = new SeenDays();
        formerClaims.putAll(changes.formerClaims());
        for (var change : merge(devices, changes.devices(registered), changes::assigned)) {
            days.count(change.before(), change.after());
            FormerClaim.of(change.before(), change.fresh()).ifPresent(claim -> formerClaims.put(claim.key(), claim));
        }
        merge(registrations, changes.registrations(), UnaryOperator.identity());
        merge(releases, changes.releases(), UnaryOperator.identity());
        tally.deltas().forEach((key, delta) -> counts.merge(key, delta, Integer::sum));
        counts.values().removeIf(n -> n == 0);
        days.deltas().forEach((key, delta) -> seenDays.merge(key, delta, Integer::sum));
        seenDays.values().removeIf(n -> n == 0);
        return this;
    }

    /** The counts of one upload, by outcome. */
    public Map<String, Integer> tally(UUID registration) {
        var tally = new HashMap<String, Integer>();
        counts.forEach((key, n) -> {
            if (key.registrationId().equals(registration)) {
                tally.put(key.outcome(), n);
            }
        });
        return tally;
    }

    private static <K extends Comparable<? super K>, R extends Row<K, R>> List<Change<R>> merge(
            Map<K, R> table, Map<K, R> changes, UnaryOperator<R> completed) {
        var all = new ArrayList<Change<R>>();
        changes.forEach((key, fresh) -> {
            R before = table.get(key);
            R after = completed.apply(before == null ? fresh : before.merge(fresh));
            table.put(key, after);
            all.add(new Change<>(before, fresh, after));
        });
        return all;
    }
}
