package dev.muster.operations.control;

import dev.muster.runtime.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage is to go on.
 *
 * @param to {@code earliest}, {@code latest}, {@code time} or {@code offset}
 * @param time for {@code time}: from the first record that is not older
 * @param offset for {@code offset}, which needs topic and partition
 * @param topic only this one of its topics; all where it is absent
 * @param partition only this one of its partitions; all where it is absent
 * @param dryRun only say what that would mean
 */
public record Target(
        @Nullable String to,
        @Nullable Instant time,
        @Nullable Long offset,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Boolean dryRun) {

    private static final Set<String> WAYS = Set.of("earliest", "latest", "time", "offset");

    /** Throws ProblemException where it says too little. */
    void check() {
        if (to == null || !WAYS.contains(to)) {
            throw ProblemException.invalidParameter("to has to be earliest, latest, time or offset.");
        }
        if (to.equals("time") && time == null) {
            throw ProblemException.invalidParameter("time has to say from when.");
        }
        if (to.equals("offset") && (offset == null || topic == null || partition == null)) {
            throw ProblemException.invalidParameter(
                    "An offset is of one partition: topic, partition and offset are needed.");
        }
    }

    boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }
}
