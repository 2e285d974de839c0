package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.ReleaseDecided;
import dev.muster.trials.faults.check.Fact.ReleaseRequested;
import dev.muster.trials.faults.check.Fact.Validated;
import dev.muster.trials.faults.check.Ledger.Entry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger, played again from its first entry, against its own present, what was asked, and what was told. */
final class LedgerCheck {
    private static final String RELEASE = "/0/0";

    private final World world;
    private final Findings findings;
    private final Map<String, Boolean> hashed = new HashMap<>();
    private final Map<String, List<Entry>> byDevice;

    /** Who has a device, and by which submission. */
    private record Owner(String tenant, String by) {}

    LedgerCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
        world.topics().of(Validated.class).forEach(v -> hashed.put(v.submission(), v.hashed()));
        byDevice = world.ledger().entries().stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .collect(Collectors.groupingBy(Entry::device));
    }

    void check() {
        onceEach();
        asked();
        world.ledger().devices().forEach(this::play);
        var known = world.ledger().devices().stream().map(Ledger.Device::device).collect(Collectors.toSet());
        byDevice.keySet().stream()
                .filter(device -> !known.contains(device))
                .forEach(device -> findings.add(Rule.LEDGER, "{} has entries, and no row of its own", device));
        told();
    }

    private void onceEach() {
        var causes = new HashSet<String>();
        world.ledger()
                .entries()
                .forEach(entry ->
                        findings.unless(causes.add(entry.cause()), Rule.LEDGER, "{} was decided twice", entry.cause()));
    }

    /** Whatever the ledger was asked it has decided, about that device. */
    private void asked() {
        var decided = world.ledger().entries().stream()
                .map(e -> e.cause() + " " + e.device())
                .collect(Collectors.toSet());
        for (var row : world.topics().of(Validated.class)) {
            findings.unless(
                    decided.contains(row.submission() + " " + row.device()),
                    Rule.LEDGER,
                    "{} was validated, and never decided",
                    row.submission());
        }
        for (var release : world.topics().of(ReleaseRequested.class)) {
            findings.unless(
                    decided.contains(release.release() + RELEASE + " " + release.device()),
                    Rule.LEDGER,
                    "the release {} was asked for, and never decided",
                    release.release());
        }
    }

    private void play(Ledger.Device device) {
        @Nullable Owner owner = null;
        long next = 1;
        for (var entry : byDevice.getOrDefault(device.device(), List.of())) {
            findings.unless(
                    entry.sequence() == next,
                    Rule.LEDGER,
                    "{}: entry {} where {} must be",
                    device.device(),
                    entry.sequence(),
                    next);
            next = entry.sequence() + 1;
            var right = outcome(entry, owner);
            findings.unless(
                    entry.outcome().equals(right),
                    Rule.LEDGER,
                    "{} must be {}, with the owner {}",
                    entry,
                    right,
                    owner);
            owner = after(entry, owner);
        }
        findings.unless(
                device.sequence() == next - 1,
                Rule.LEDGER,
                "{} stands at {}, not {}",
                device.device(),
                device.sequence(),
                next - 1);
        findings.unless(
                Objects.equals(device.owner(), owner == null ? null : owner.tenant())
                        && Objects.equals(device.by(), owner == null ? null : owner.by()),
                Rule.ONE_OWNER,
                "{} belongs to {} by its row, to {} by its entries",
                device.device(),
                device.owner(),
                owner);
    }

    private String outcome(Entry entry, @Nullable Owner owner) {
        boolean own = owner != null && owner.tenant().equals(entry.tenant());
        if (entry.cause().endsWith(RELEASE)) {
            return own ? "released" : "release-refused";
        }
        if (owner == null) {
            return hashed.getOrDefault(entry.cause(), true) ? "claimed" : "device-not-found";
        }
        if (!own) {
            return "device-claimed-by-another-organization";
        }
        return upload(owner.by()).equals(upload(entry.cause())) ? "duplicate-in-upload" : "device-already-registered";
    }

    private static @Nullable Owner after(Entry entry, @Nullable Owner owner) {
        return switch (entry.outcome()) {
            case "claimed" -> new Owner(entry.tenant(), entry.cause());
            case "released" -> null;
            default -> owner;
        };
    }

    private static String upload(String submission) {
        return submission.substring(0, submission.indexOf('/'));
    }

    /** Each entry is told, word for word the same whenever it is told; and nothing is told that is no entry. */
    private void told() {
        var told = new HashSet<Entry>();
        for (var f : world.topics().of(Claimed.class)) {
            told.add(new Entry(f.device(), f.sequence(), f.submission(), "claimed", f.tenant()));
        }
        for (var f : world.topics().of(Rejected.class)) {
            if (Fold.rank(f) == 4) {
                told.add(new Entry(f.device(), f.sequence(), f.submission(), f.code(), f.tenant()));
            }
        }
        for (var f : world.topics().of(ReleaseDecided.class)) {
            var outcome = f.granted() ? "released" : "release-refused";
            told.add(new Entry(f.device(), f.sequence(), f.release() + RELEASE, outcome, f.tenant()));
        }
        Set<Entry> entries = Set.copyOf(new HashSet<>(world.ledger().entries()));
        entries.stream()
                .filter(entry -> !told.contains(entry))
                .forEach(entry -> findings.add(Rule.EVENTS, "never told: {}", entry));
        told.stream()
                .filter(entry -> !entries.contains(entry))
                .forEach(entry -> findings.add(Rule.EVENTS, "told, and not in the ledger: {}", entry));
        owners();
    }

    /** The read model shows each device to its owner, and to nobody else. */
    private void owners() {
        Map<String, Set<String>> shown = new HashMap<>();
        world.readModel().devices().stream()
                .filter(ReadModel.Device::owned)
                .forEach(d ->
                        shown.computeIfAbsent(d.device(), id -> new TreeSet<>()).add(d.tenant()));
        for (var device : world.ledger().devices()) {
            var owners = shown.getOrDefault(device.device(), Set.of());
            var owner = device.owner() == null ? Set.of() : Set.of(device.owner());
            findings.unless(
                    owners.equals(owner),
                    Rule.ONE_OWNER,
                    "{} belongs to {}, and is shown to {}",
                    device.device(),
                    owner,
                    owners);
            shown.remove(device.device());
        }
        shown.forEach((device, owners) -> findings.add(
                Rule.ONE_OWNER, "{} is shown to {}, and the ledger has never heard of it", device, owners));
    }
}
