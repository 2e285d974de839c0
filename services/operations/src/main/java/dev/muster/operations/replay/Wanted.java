package dev.muster.operations.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muster.operations.failure.FailureFilter;
import dev.muster.operations.failure.FailureRow;
import dev.muster.runtime.problem.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters an operator wants tried again, and how: one of {@code ids}, {@code filter} and {@code all}.
 *
 * @param ids of letters, each as {@code <service>-<partition>-<offset>} or the Request ID of one
 * @param filter what finds them
 * @param all every dead letter that there is
 * @param dryRun only say what would happen
 * @param ratePerSecond records a second, 1 to {@value #FASTEST}; {@value #USUAL} where it is absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Wanted(
        @Nullable List<String> ids,
        @Nullable FailureFilter filter,
        @Nullable Boolean all,
        @Nullable Boolean dryRun,
        @Nullable Integer ratePerSecond) {

    static final int FASTEST = 1000;
    static final int USUAL = 100;
    private static final int MOST_IDS = 1000;

    /** Throws ProblemException where it says nothing, or everything without the word, or more than one thing. */
    void check() {
        long ways = Stream.of(ids != null, filter != null, Boolean.TRUE.equals(all))
                .filter(said -> said)
                .count();
        if (ways != 1) {
            throw ProblemException.invalidParameter("One of ids, filter and all has to say which dead letters.");
        }
        if (filter != null && FailureRow.REJECTED.equals(filter.kind())) {
            throw ProblemException.invalidParameter("Only dead letters can be tried again, rejected rows cannot.");
        }
        if (filter != null && filter.deadLetters().equals(FailureFilter.ALL.deadLetters())) {
            throw ProblemException.invalidParameter("That filter finds everything: say all, if that is meant.");
        }
        if (ids != null && (ids.isEmpty() || ids.size() > MOST_IDS)) {
            throw ProblemException.invalidParameter("ids has to name 1 to " + MOST_IDS + " dead letters.");
        }
        if (rate() < 1 || rate() > FASTEST) {
            throw ProblemException.invalidParameter("ratePerSecond has to be a number from 1 to " + FASTEST + ".");
        }
    }

    int rate() {
        return ratePerSecond == null ? USUAL : ratePerSecond;
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
