package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.Submitted;
import dev.muster.trials.faults.input.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every row that is on a topic has one outcome, and the one that it was made for. */
final class OutcomeCheck {
    private final World world;
    private final Findings findings;

    /** By submission, each different decision that the topics tell of it, as {@code <by> <code> <device> <sequence>}. */
    private final Map<String, Set<String>> outcomes = new HashMap<>();

    OutcomeCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    void check() {
        world.topics().of(Submitted.class).forEach(s -> outcomes.putIfAbsent(s.submission(), new TreeSet<>()));
        for (var rejected : world.topics().of(Rejected.class)) {
            if (Fold.rank(rejected) > 1) { // an unexpected error is no outcome that stands
                add(
                        rejected.submission(),
                        "%s %s %s %d"
                                .formatted(rejected.by(), rejected.code(), rejected.device(), rejected.sequence()));
            }
        }
        for (var claimed : world.topics().of(Claimed.class)) {
            add(claimed.submission(), "claim registered %s %d".formatted(claimed.device(), claimed.sequence()));
        }
        outcomes.forEach((submission, all) -> {
            findings.unless(!all.isEmpty(), Rule.ONE_OUTCOME, "{} has no outcome", submission);
            findings.unless(all.size() < 2, Rule.ONE_OUTCOME, "{} has two outcomes: {}", submission, all);
        });
        shown();
        expected();
    }

    private void add(String submission, String outcome) {
        outcomes.computeIfAbsent(submission, id -> new TreeSet<>()).add(outcome);
    }

    /** The read model shows one row for each, and not as pending. */
    private void shown() {
        var shown = new HashSet<String>();
        for (var row : world.readModel().rows()) {
            shown.add(row.submission());
            findings.unless(row.outcome() > 0, Rule.ONE_OUTCOME, "{} is pending for ever", row.submission());
            findings.unless(row.outcome() != 1, Rule.ONE_OUTCOME, "{} stays an unexpected error", row.submission());
        }
        for (var submission : outcomes.keySet()) {
            findings.unless(shown.contains(submission), Rule.ONE_OUTCOME, "{} is not in the read model", submission);
        }
    }

    private void expected() {
        for (var upload : world.inputs().uploads()) {
            var answer = upload.answer();
            if (answer != null) {
                upload.rows().forEach(row -> expected(answer.id() + "/1/" + row.line(), row));
            }
        }
    }

    private void expected(String submission, Row row) {
        var wanted = row.expected();
        for (var outcome : outcomes.getOrDefault(submission, Set.of())) {
            boolean right = wanted.isForTheLedger()
                    ? outcome.startsWith("claim ")
                    : outcome.startsWith(wanted.by() + " " + wanted.code() + " ");
            findings.unless(right, Rule.RIGHT_OUTCOME, "{} was made for {}, and is {}", submission, wanted, outcome);
        }
    }
}
