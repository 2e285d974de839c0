package dev.muster.status;

import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.CheckInRow;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.Row;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.projection.Tally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The read model without a database: what ReadModelStore does, on maps. */
public record MemoryTables(
        Map<SubmissionId, SubmissionRow> submissions,
        Map<DeviceRow.Key, DeviceRow> devices,
        Map<DeviceRow.Key, CheckInRow> checkIns,
        Map<UUID, RegistrationRow> registrations,
        Map<UUID, ReleaseRow> releases,
        Map<Tally.Key, Integer> counts) {

    /** An event and where it lies on its topic. */
    public record Placed(Event event, int partition, long offset) {}

    public MemoryTables() {
        this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    public MemoryTables apply(List<Placed> batch) {
        var changes = new Changes();
        batch.forEach(placed -> changes.add(placed.event(), placed.partition(), placed.offset()));
        var tally = new Tally();
        merge(submissions, changes.submissions(), tally::count);
        merge(devices, changes.devices(), (before, after) -> {});
        merge(checkIns, changes.checkIns(), (before, after) -> {});
        merge(registrations, changes.registrations(), (before, after) -> {});
        merge(releases, changes.releases(), (before, after) -> {});
        tally.deltas().forEach((key, delta) -> counts.merge(key, delta, Integer::sum));
        counts.values().removeIf(n -> n == 0);
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

    private static <K extends Comparable<? super K>, R extends Row<K, R>> void merge(
            Map<K, R> table, Map<K, R> changes, BiConsumer<R, R> changed) {
        changes.forEach((key, fresh) -> {
            R before = table.get(key);
            R after = before == null ? fresh : before.merge(fresh);
            if (!after.equals(before)) {
                table.put(key, after);
                changed.accept(before, after);
            }
        });
    }
}
