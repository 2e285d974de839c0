package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.CheckedIn;
import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.Closed;
import dev.muster.trials.faults.check.Fact.Interrupted;
import dev.muster.trials.faults.check.Fact.Opened;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.ReleaseDecided;
import dev.muster.trials.faults.check.Fact.ReleaseRequested;
import dev.muster.trials.faults.check.Fact.Submitted;
import dev.muster.trials.faults.check.Fact.Validated;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What reading the topics from their start makes of them: the contract's rules, with nothing of the service in it. */
final class Fold {
    private static final long MILLIS_A_DAY = 86_400_000;

    private final Map<String, ReadModel.Row> rows = new HashMap<>();
    private final Map<String, Seen> devices = new HashMap<>();
    private final Map<String, ReadModel.Registration> registrations = new HashMap<>();
    private final Map<String, ReadModel.Release> releases = new HashMap<>();

    private Fold() {}

    /** What is known of a device and an organization; the claim stays after a release. */
    private record Seen(
            String tenant,
            String device,
            long newest,
            long claim,
            @Nullable String by,
            @Nullable Long at) {
        Seen and(Seen other) {
            var later = other.claim > claim ? other : this;
            var seen = at == null || (other.at != null && other.at > at) ? other.at : at;
            return new Seen(tenant, device, Math.max(newest, other.newest), later.claim, later.by, seen);
        }

        ReadModel.Device shown() {
            return new ReadModel.Device(tenant, device, newest, claim > 0 && claim == newest, by, at);
        }
    }

    static ReadModel of(Topics topics) {
        var fold = new Fold();
        topics.facts().forEach(fold::add);
        return fold.readModel();
    }

    /** How far a rejection has come. */
    static int rank(Rejected rejected) {
        if (rejected.code().equals("unexpected-error")) {
            return 1;
        }
        return switch (rejected.by()) {
            case "ingest" -> 2;
            case "validator" -> 3;
            default -> 4;
        };
    }

    private void add(Fact fact) {
        switch (fact) {
            case Submitted f -> row(new ReadModel.Row(f.submission(), f.tenant(), f.device(), 0, null));
            case Validated unused -> {}
            case Rejected f -> {
                row(new ReadModel.Row(f.submission(), f.tenant(), f.device(), rank(f), f.code()));
                registration(f.submission().substring(0, f.submission().indexOf('/')), f.tenant(), 0, false);
            }
            case Claimed f -> {
                row(new ReadModel.Row(f.submission(), f.tenant(), f.device(), 5, null));
                registration(f.submission().substring(0, f.submission().indexOf('/')), f.tenant(), 0, false);
                device(new Seen(f.tenant(), f.device(), f.sequence(), f.sequence(), f.submission(), null));
            }
            case ReleaseRequested f -> release(f.release(), f.tenant(), f.device(), "pending");
            case ReleaseDecided f -> {
                release(f.release(), f.tenant(), f.device(), f.granted() ? "released" : "refused");
                if (f.granted()) {
                    device(new Seen(f.tenant(), f.device(), f.sequence(), 0, null, null));
                }
            }
            case CheckedIn f -> device(new Seen(f.tenant(), f.device(), 0, 0, null, Math.min(f.at(), f.receivedAt())));
            case Opened f -> registration(f.registration(), f.tenant(), 0, false);
            case Interrupted f -> registration(f.registration(), f.tenant(), f.attempt(), false);
            case Closed f -> registration(f.registration(), f.tenant(), 0, true);
        }
    }

    private void row(ReadModel.Row fresh) {
        rows.merge(fresh.submission(), fresh, (a, b) -> b.outcome() > a.outcome() ? b : a);
    }

    private void device(Seen fresh) {
        devices.merge(fresh.tenant() + "/" + fresh.device(), fresh, Seen::and);
    }

    private void registration(String id, String tenant, int interrupted, boolean closed) {
        registrations.merge(
                id,
                new ReadModel.Registration(id, tenant, interrupted, closed),
                (a, b) -> new ReadModel.Registration(
                        id, tenant, Math.max(a.interrupted(), b.interrupted()), a.closed() || b.closed()));
    }

    private void release(String id, String tenant, String device, String state) {
        releases.merge(
                id,
                new ReadModel.Release(id, tenant, device, state),
                (a, b) -> a.state().equals("pending") ? b : a);
    }

    private ReadModel readModel() {
        var all = devices.values().stream().map(Seen::shown).collect(Collectors.toSet());
        var seenDays = all.stream()
                .filter(ReadModel.Device::owned)
                .collect(Collectors.toMap(
                        device -> new ReadModel.SeenDay(device.tenant(), day(device)), device -> 1, Integer::sum));
        return new ReadModel(
                Set.copyOf(rows.values()),
                all,
                counts(rows.values()),
                Set.copyOf(registrations.values()),
                Set.copyOf(releases.values()),
                seenDays);
    }

    private static int day(ReadModel.Device device) {
        var seen = device.seenAt();
        return seen == null ? -1 : (int) Math.floorDiv(seen, MILLIS_A_DAY);
    }

    /** The counts of each registration that {@code rows} make. */
    static Map<String, Map<String, Integer>> counts(Iterable<ReadModel.Row> rows) {
        var counts = new HashMap<String, Map<String, Integer>>();
        for (var row : rows) {
            var registration = row.submission().substring(0, row.submission().indexOf('/'));
            var name = row.outcome() == 0 ? "pending" : row.outcome() == 5 ? "registered" : String.valueOf(row.code());
            counts.computeIfAbsent(registration, id -> new HashMap<>()).merge(name, 1, Integer::sum);
        }
        return counts;
    }
}
