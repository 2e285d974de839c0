package dev.muster.trials.faults;

import dev.muster.trials.faults.check.Violation;
import java.util.List;

/**
 * One round: load and faults, then rest, then the proof over all that has happened so far.
 *
 * @param number from 1
 * @param settledSeconds from the last fault until nothing was behind or pending
 * @param uploads answered or not, and all that follows, since the trial began
 * @param answered uploads with a 202
 * @param rows on the topics
 * @param owned devices that have an owner now
 * @param facts different things that the topics tell
 * @param poison records on the topics that nobody can process
 * @param letters dead letters, each counted once
 */
record Round(
        int number,
        double settledSeconds,
        int uploads,
        int answered,
        int rows,
        int releases,
        int checkIns,
        int decisions,
        int devices,
        int owned,
        int facts,
        int poison,
        int letters,
        List<Violation> violations) {}
