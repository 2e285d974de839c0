package dev.muster.trials.faults.input;

import java.util.List;

/**
 * Everything that was asked.
 *
 * @param oddities answers that nothing excuses, in words
 */
public record Inputs(
        List<Upload> uploads,
        List<Release> releases,
        List<CheckIn> checkIns,
        List<Poison> poison,
        List<String> oddities) {
    public Inputs {
        uploads = List.copyOf(uploads);
        releases = List.copyOf(releases);
        checkIns = List.copyOf(checkIns);
        poison = List.copyOf(poison);
        oddities = List.copyOf(oddities);
    }
}
