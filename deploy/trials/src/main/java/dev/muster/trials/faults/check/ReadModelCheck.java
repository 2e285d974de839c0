package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.Closed;
import java.util.HashMap;
import java.util.Map;

/** The tables of status against what the topics make from their start; and its counts against its own rows. */
final class ReadModelCheck {
    private final World world;
    private final Findings findings;

    ReadModelCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    void check() {
        var wanted = Fold.of(world.topics());
        var actual = world.readModel();
        findings.same(wanted.rows(), actual.rows(), Rule.REBUILD, "a submission");
        findings.same(wanted.devices(), actual.devices(), Rule.REBUILD, "a device");
        findings.same(wanted.registrations(), actual.registrations(), Rule.REBUILD, "a registration");
        findings.same(wanted.releases(), actual.releases(), Rule.REBUILD, "a release");
        findings.same(wanted.seenDays().entrySet(), actual.seenDays().entrySet(), Rule.REBUILD, "a count of a day");
        findings.same(
                Fold.counts(actual.rows()).entrySet(),
                actual.counts().entrySet(),
                Rule.COUNTS,
                "the count of a registration");
        Map<String, Integer> totals = new HashMap<>();
        actual.counts()
                .forEach((registration, counts) -> totals.put(
                        registration, counts.values().stream().mapToInt(n -> n).sum()));
        for (var closed : world.topics().of(Closed.class)) {
            int total = totals.getOrDefault(closed.registration(), 0);
            findings.unless(
                    total == closed.rows(),
                    Rule.COUNTS,
                    "{} was closed with {} rows, and counts {}",
                    closed.registration(),
                    closed.rows(),
                    total);
        }
    }
}
