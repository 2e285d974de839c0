package dev.muster.trials.faults.check;

import dev.muster.trials.faults.check.Topics.Letter;
import dev.muster.trials.faults.input.Poison;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One dead letter for each poisonous record and each service that reads its topic, as it was, and no other. */
final class LetterCheck {
    /** Which services read a topic in a group. */
    static final Map<String, List<String>> READERS = Map.of(
            "device.submitted.v1", List.of("validator", "status"),
            "device.validated.v1", List.of("claim"),
            "device.rejected.v1", List.of("status", "operations"),
            "device.ownership.v1", List.of("status"),
            "device.release-requested.v1", List.of("claim", "status"),
            "device.checked-in.v1", List.of("status"),
            "registration.received.v1", List.of("status"),
            "supplier.device-shipped.v1", List.of("claim"));

    private final World world;
    private final Findings findings;

    LetterCheck(World world, Findings findings) {
        this.world = world;
        this.findings = findings;
    }

    void check() {
        var topics = world.topics();
        var marks = topics.poison().stream().map(Topics.Poisoned::mark).collect(Collectors.toSet());
        for (Poison one : world.inputs().poison()) {
            findings.unless(marks.contains(one.mark()), Rule.DEAD_LETTERS, "poison is gone from its topic: {}", one);
        }
        var wanted = new HashSet<Letter>();
        for (var poison : topics.poison()) {
            for (var service : READERS.getOrDefault(poison.place().topic(), List.of())) {
                wanted.add(new Letter(service, poison.place(), poison.digest()));
            }
        }
        var found = new HashSet<>(topics.letters());
        wanted.stream()
                .filter(letter -> !found.contains(letter))
                .forEach(letter -> findings.add(Rule.DEAD_LETTERS, "no dead letter, or a changed one: {}", letter));
        found.stream()
                .filter(letter -> !wanted.contains(letter))
                .forEach(letter -> findings.add(Rule.DEAD_LETTERS, "a dead letter that is no poison: {}", letter));
        topics.strange().forEach(place -> findings.add(Rule.DEAD_LETTERS, "a record that nobody can read: {}", place));
    }
}
