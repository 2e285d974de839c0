package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Fact.CheckedIn;
import dev.muster.trials.faults.check.Fact.Closed;
import dev.muster.trials.faults.check.Fact.Opened;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.ReleaseRequested;
import dev.muster.trials.faults.check.Fact.Submitted;
import dev.muster.trials.faults.input.Row;
import dev.muster.trials.faults.input.Upload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was accepted is on the topics, as it was sent; and nothing is that nobody has sent. */
final class InputCheck {
    private final World world;
    private final Findings findings;
    private final Set<String> submitted = new HashSet<>();
    private final Set<String> devices = new HashSet<>();
    private final Set<String> malformed = new HashSet<>();

    InputCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
        world.topics().of(Submitted.class).forEach(s -> {
            submitted.add(s.submission());
            devices.add(s.submission() + " " + s.device());
        });
        world.topics().of(Rejected.class).stream()
                .filter(r -> r.by().equals("ingest") && !r.code().equals("unexpected-error"))
                .forEach(r -> malformed.add(r.submission()));
    }

    void check() {
        world.inputs().oddities().forEach(words -> findings.add(Rule.ANSWERS, "{}", words));
        var closed = world.topics().of(Closed.class).stream()
                .collect(Collectors.toMap(Closed::registration, c -> c, (a, b) -> a));
        for (var upload : world.inputs().uploads()) {
            var answer = upload.answer();
            if (answer != null) {
                answered(upload, answer, closed.get(answer.id()));
            }
        }
        noneFromNowhere();
        releases();
        checkIns();
    }

    private void answered(Upload upload, Upload.Answer answer, @Nullable Closed closed) {
        long bad = upload.rows().stream()
                .filter(row -> row.expected().by().equals("ingest"))
                .count();
        int rows = upload.rows().size();
        boolean right =
                answer.rows() == rows && answer.malformed() == bad && answer.accepted() + answer.malformed() == rows;
        findings.unless(right, Rule.ACCEPTED, "{}: answered {} to {} rows", upload.order(), answer, rows);
        findings.unless(
                closed != null && closed.rows() == rows && closed.accepted() == answer.accepted(),
                Rule.ACCEPTED,
                "{}: was answered with {}, and is told as {}",
                upload.order(),
                answer,
                closed);
        upload.rows().forEach(row -> present(answer.id() + "/1/" + row.line(), row));
    }

    private void present(String submission, Row row) {
        boolean isThere =
                row.expected().by().equals("ingest") ? malformed.contains(submission) : submitted.contains(submission);
        findings.unless(isThere, Rule.ACCEPTED, "{} was accepted, and is not on its topic", submission);
        if (isThere && !row.serialNumber().isEmpty()) {
            var device = Ids.device(row.manufacturer(), row.serialNumber());
            findings.unless(
                    devices.contains(submission + " " + device),
                    Rule.ACCEPTED,
                    "{} is of the device {}, and is told of another",
                    submission,
                    device);
        }
    }

    /** Rows of an upload that was not answered may be there or not, but only as they were sent. */
    private void noneFromNowhere() {
        Map<String, Integer> sizes = new HashMap<>();
        world.inputs()
                .uploads()
                .forEach(upload -> sizes.merge(upload.order(), upload.rows().size(), Math::max));
        var orders = world.topics().of(Opened.class).stream()
                .collect(Collectors.toMap(Opened::registration, Opened::order, (a, b) -> a));
        var all = new HashSet<>(submitted);
        all.addAll(malformed);
        for (var submission : all) {
            var parts = submission.split("/", -1);
            int size = sizes.getOrDefault(orders.getOrDefault(parts[0], ""), 0);
            int line = Integer.parseInt(parts[2]);
            findings.unless(
                    line >= 2 && line <= size + 1,
                    Rule.ACCEPTED,
                    "{} is on a topic, and nobody has sent it",
                    submission);
        }
        findings.unless(
                orders.size() == new HashSet<>(orders.values()).size(),
                Rule.ACCEPTED,
                "an upload has become two registrations: {}",
                orders);
    }

    private void releases() {
        var requested = world.topics().of(ReleaseRequested.class).stream().collect(Collectors.toSet());
        for (var release : world.inputs().releases()) {
            findings.unless(
                    requested.contains(new ReleaseRequested(release.id(), release.tenant(), release.device())),
                    Rule.ACCEPTED,
                    "the release {} was accepted, and is not on its topic",
                    release.id());
        }
    }

    private void checkIns() {
        var told = world.topics().of(CheckedIn.class).stream()
                .map(c -> c.tenant() + " " + c.device() + " " + c.at() + " " + c.user())
                .collect(Collectors.toSet());
        for (var one : world.inputs().checkIns()) {
            var device = Ids.device(one.manufacturer(), one.serialNumber());
            findings.unless(
                    told.contains(one.tenant() + " " + device + " " + one.at() + " " + one.user()),
                    Rule.ACCEPTED,
                    "a check-in was accepted, and is not on its topic: {}",
                    one);
        }
    }
}
