package dev.muster.trials.faults.check;

import static dev.muster.trials.faults.check.SmallWorld.A;
import static dev.muster.trials.faults.check.SmallWorld.B;
import static dev.muster.trials.faults.check.SmallWorld.FIRST;
import static dev.muster.trials.faults.check.SmallWorld.POISONED;
import static dev.muster.trials.faults.check.SmallWorld.RELEASE;
import static dev.muster.trials.faults.check.SmallWorld.SECOND;
import static dev.muster.trials.faults.check.SmallWorld.SEEN;
import static dev.muster.trials.faults.check.SmallWorld.THIRD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.trials.faults.check.Fact.CheckedIn;
import dev.muster.trials.faults.check.Fact.Claimed;
import dev.muster.trials.faults.check.Fact.Closed;
import dev.muster.trials.faults.check.Fact.Opened;
import dev.muster.trials.faults.check.Fact.Rejected;
import dev.muster.trials.faults.check.Fact.ReleaseRequested;
import dev.muster.trials.faults.check.Fact.Submitted;
import dev.muster.trials.faults.check.Ledger.Entry;
import dev.muster.trials.faults.check.Topics.Letter;
import dev.muster.trials.faults.check.Topics.Place;
import dev.muster.trials.faults.check.Topics.Poisoned;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckerTest {
    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(Checker.check(new SmallWorld().world())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"brokenAtTheDoor", "brokenOnTheWay", "brokenInTheLedger", "brokenInTheReadModel", "brokenLetters"})
    void criesWhere(String what, Rule rule, Consumer<SmallWorld> breaking) {
        var world = new SmallWorld();
        breaking.accept(world);

        assertThat(Checker.check(world.world())).extracting(Violation::rule).contains(rule);
    }

    static Stream<Arguments> brokenAtTheDoor() {
        return Stream.of(
                broken("an answer is one that nothing excuses", Rule.ANSWERS, w -> w.oddities.add("422")),
                broken(
                        "an accepted row is on no topic",
                        Rule.ACCEPTED,
                        w -> w.facts.remove(new Submitted(FIRST + "/1/4", "one", "x4", "one-1"))),
                broken(
                        "a row that cannot be read is not told",
                        Rule.ACCEPTED,
                        w -> w.facts.remove(new Rejected(FIRST + "/1/3", "one", "x3", "ingest", "malformed-row", 0))),
                broken(
                        "a row is told of another device than it names",
                        Rule.ACCEPTED,
                        w -> w.instead(
                                new Submitted(FIRST + "/1/2", "one", A, "one-1"),
                                new Submitted(FIRST + "/1/2", "one", B, "one-1"))),
                broken(
                        "a row is on a topic that nobody has sent",
                        Rule.ACCEPTED,
                        w -> w.facts.add(new Submitted(SECOND + "/1/4", "two", B, "two-1"))),
                broken(
                        "an upload has become two",
                        Rule.ACCEPTED,
                        w -> w.facts.add(new Opened(SECOND.replace('2', '4'), "two", 1, "two-1"))),
                broken(
                        "an answered upload is not told as closed",
                        Rule.ACCEPTED,
                        w -> w.facts.remove(new Closed(SECOND, "two", 2, 2, 0))),
                broken(
                        "an accepted check-in is on no topic",
                        Rule.ACCEPTED,
                        w -> w.facts.remove(new CheckedIn("one", A, SEEN, SEEN + 1, "ann"))),
                broken(
                        "an accepted release is on no topic",
                        Rule.ACCEPTED,
                        w -> w.facts.remove(new ReleaseRequested(RELEASE, "two", B))));
    }

    static Stream<Arguments> brokenOnTheWay() {
        return Stream.of(
                broken(
                        "a row has no outcome",
                        Rule.ONE_OUTCOME,
                        w -> w.facts.remove(new Rejected(FIRST + "/1/4", "one", "x4", "validator", "sample-data", 0))),
                broken(
                        "a row has two outcomes",
                        Rule.ONE_OUTCOME,
                        w -> w.facts.add(new Rejected(FIRST + "/1/2", "one", A, "validator", "sample-data", 0))),
                broken(
                        "a row was registered twice",
                        Rule.ONE_OUTCOME,
                        w -> w.facts.add(new Claimed(FIRST + "/1/2", "one", A, 4))),
                broken(
                        "a row stays an unexpected error",
                        Rule.ONE_OUTCOME,
                        w -> w.rows.add(new ReadModel.Row(FIRST + "/1/6", "one", A, 1, "unexpected-error"))),
                broken(
                        "a row stays pending",
                        Rule.ONE_OUTCOME,
                        w -> w.rows.add(new ReadModel.Row(FIRST + "/1/6", "one", A, 0, null))),
                broken(
                        "a faulty row has another outcome than its fault",
                        Rule.RIGHT_OUTCOME,
                        w -> w.instead(
                                new Rejected(FIRST + "/1/4", "one", "x4", "validator", "sample-data", 0),
                                new Rejected(FIRST + "/1/4", "one", "x4", "validator", "missing-value", 0))),
                broken(
                        "a good row was refused by the validator",
                        Rule.RIGHT_OUTCOME,
                        w -> w.instead(
                                new Claimed(FIRST + "/1/2", "one", A, 1),
                                new Rejected(FIRST + "/1/2", "one", A, "validator", "sample-data", 0))));
    }

    static Stream<Arguments> brokenInTheLedger() {
        return Stream.of(
                broken(
                        "a cause is decided twice",
                        Rule.LEDGER,
                        w -> w.entries.add(new Entry(A, 4, FIRST + "/1/2", "device-already-registered", "one"))),
                broken("a number is missing", Rule.LEDGER, w -> w.entries.remove(w.entries.get(1))),
                broken(
                        "a validated row was never decided",
                        Rule.LEDGER,
                        w -> w.facts.add(new Fact.Validated(FIRST + "/1/9", "one", A, true))),
                broken(
                        "a release was never decided",
                        Rule.LEDGER,
                        w -> w.facts.add(new ReleaseRequested("another", "two", A))),
                broken(
                        "the second to ask got the device",
                        Rule.LEDGER,
                        w -> w.entries.set(2, new Entry(A, 3, SECOND + "/1/2", "claimed", "two"))),
                broken("the ledger has entries of a device without a row", Rule.LEDGER, w -> w.ledgerDevices.remove(1)),
                broken(
                        "the row of a device has lost its owner",
                        Rule.ONE_OWNER,
                        w -> w.ledgerDevices.set(0, new Ledger.Device(A, 3, null, null))),
                broken(
                        "the ledger's decision was never told",
                        Rule.EVENTS,
                        w -> w.facts.remove(new Claimed(THIRD + "/1/2", "one", B, 3))),
                broken(
                        "something is told that the ledger has not decided",
                        Rule.EVENTS,
                        w -> w.facts.add(new Claimed(THIRD + "/1/2", "one", B, 4))),
                broken(
                        "an entry was deleted",
                        Rule.EVENTS,
                        w -> w.entries.removeIf(e -> e.device().equals(B) && e.sequence() == 3)));
    }

    static Stream<Arguments> brokenInTheReadModel() {
        return Stream.of(
                broken(
                        "a device is shown to two",
                        Rule.ONE_OWNER,
                        w -> w.devices.add(new ReadModel.Device("two", A, 3, true, SECOND + "/1/2", null))),
                broken(
                        "a device is shown to nobody",
                        Rule.ONE_OWNER,
                        w -> w.devices.removeIf(d -> d.device().equals(A))),
                broken("a count is too high", Rule.COUNTS, w -> w.counts.put(THIRD, Map.of("registered", 2))),
                broken(
                        "counts do not add up to the rows of the file",
                        Rule.COUNTS,
                        w -> w.instead(new Closed(SECOND, "two", 2, 2, 0), new Closed(SECOND, "two", 3, 3, 0))),
                broken(
                        "a row is missing",
                        Rule.ONE_OUTCOME,
                        w -> w.rows.removeIf(r -> r.submission().equals(THIRD + "/1/2"))),
                broken("a check-in was overlooked", Rule.REBUILD, w -> {
                    w.devices.removeIf(d -> d.device().equals(A));
                    w.devices.add(new ReadModel.Device("one", A, 1, true, FIRST + "/1/2", null));
                }),
                broken("an upload is still open", Rule.REBUILD, w -> {
                    w.registrations.remove(new ReadModel.Registration(SECOND, "two", 0, true));
                    w.registrations.add(new ReadModel.Registration(SECOND, "two", 0, false));
                }),
                broken("a release is still pending", Rule.REBUILD, w -> {
                    w.shownReleases.clear();
                    w.shownReleases.add(new ReadModel.Release(RELEASE, "two", B, "pending"));
                }),
                broken(
                        "a day counts a device too many",
                        Rule.REBUILD,
                        w -> w.seenDays.put(new ReadModel.SeenDay("one", -1), 2)));
    }

    static Stream<Arguments> brokenLetters() {
        return Stream.of(
                broken("poison has left no letter", Rule.DEAD_LETTERS, w -> w.letters.clear()),
                broken(
                        "a letter is not what the poison was",
                        Rule.DEAD_LETTERS,
                        w -> w.letters.set(0, new Letter("status", POISONED, "other"))),
                broken(
                        "a good record was set aside",
                        Rule.DEAD_LETTERS,
                        w -> w.letters.add(new Letter("claim", new Place("device.validated.v1", 0, 1), "d"))),
                broken("poison has gone from its topic", Rule.DEAD_LETTERS, w -> w.poisoned.clear()),
                broken(
                        "only one of two readers has set it aside",
                        Rule.DEAD_LETTERS,
                        w -> w.poisoned.add(new Poisoned("p2", new Place("device.rejected.v1", 0, 5), "d2"))),
                broken(
                        "a record cannot be read, and nobody has put it there",
                        Rule.DEAD_LETTERS,
                        w -> w.strange.add(new Place("device.ownership.v1", 0, 3))));
    }

    private static Arguments broken(String what, Rule rule, Consumer<SmallWorld> breaking) {
        return arguments(what, rule, breaking);
    }
}
