package dev.muster.operations.replay;

import dev.muster.operations.failure.FailureFilter;
import dev.muster.operations.failure.FailureStage;
import dev.muster.operations.failure.Failures;
import dev.muster.operations.failure.Failures.Listed;
import dev.muster.operations.guard.Fate;
import dev.muster.operations.guard.Letter;
import dev.muster.operations.watch.Groups;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the dead letters that an operator wants, oldest first, and decides about each. */
@ApplicationScoped
class Choosing {

    /** The most that one replay takes; the rest is found by the next, since those that were sent come last. */
    static final int MOST = 100_000;

    private final Failures failures;
    private final ChoiceStore choices;
    private final FailureStage stage;
    private final Groups groups;

    Choosing(Failures failures, ChoiceStore choices, FailureStage stage, Groups groups) {
        this.failures = failures;
        this.choices = choices;
        this.stage = stage;
        this.groups = groups;
    }

    List<Chosen> choose(Wanted wanted) {
        var letters = found(wanted).toList();
        var sends = choices.sendsOf(letters.stream().map(Choosing::id).toList());
        var sources = sources(letters);
        var ofRecord = new HashMap<String, Integer>();
        return letters.stream()
                .map(listed -> {
                    var before = sends.getOrDefault(id(listed), ChoiceStore.Sends.none(id(listed)));
                    var letter = letter(listed, before, ofRecord.getOrDefault(before.first(), 0));
                    var fate = Fate.of(letter, wanted.ids() != null, sources);
                    if (fate == Fate.REPLAY) {
                        ofRecord.merge(before.first(), 1, Integer::sum);
                    }
                    return new Chosen(letter, fate);
                })
                .toList();
    }

    /** A letter of a record of which this replay has chosen {@code others}. */
    private static Letter letter(Listed listed, ChoiceStore.Sends before, int others) {
        var of = Objects.requireNonNull(listed.row().letter());
        return new Letter(
                of.id(),
                of.sourceTopic(),
                of.sourcePartition(),
                Math.max(of.replayCount() + before.sent(), before.inAll()) + others,
                before.sent(),
                before.underWay());
    }

    private Stream<Listed> found(Wanted wanted) {
        if (wanted.ids() != null) {
            return wanted.ids().stream()
                    .distinct()
                    .map(id -> failures.letter(id).orElseThrow(() -> Failures.noLetter(id)))
                    .distinct(); // one of them by its id and by its Request ID
        }
        var filter = wanted.filter() == null ? FailureFilter.ALL : wanted.filter();
        return failures.oldest(filter, MOST).stream();
    }

    /** How many partitions each topic of this system has that one of the letters came from. */
    private Map<String, Integer> sources(List<Listed> letters) {
        var topics = letters.stream()
                .map(listed -> Objects.requireNonNull(listed.row().letter()).sourceTopic())
                .filter(stage.sources()::contains)
                .collect(Collectors.toSet());
        try {
            return groups.partitions(topics);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics cannot be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String id(Listed listed) {
        return Objects.requireNonNull(listed.row().letter()).id();
    }
}
