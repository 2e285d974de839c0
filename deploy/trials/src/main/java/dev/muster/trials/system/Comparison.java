package dev.muster.trials.system;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Compares, row by row, what was uploaded with what is registered: each device must be there exactly once. */
public final class Comparison {
    private static final int SHOWN = 5;

    private final Set<UUID> missing;
    private final Set<UUID> found = new HashSet<>();
    private final String expected;
    private final List<String> differences = new ArrayList<>();
    private long further;

    /**
     * A comparison that has found nothing yet.
     *
     * @param devices those that must be there
     * @param state in which each must be
     */
    public Comparison(Set<UUID> devices, String state) {
        this.missing = new HashSet<>(devices);
        this.expected = state;
    }

    /** Takes one row of the answer. */
    public void found(UUID device, String state) {
        if (!found.add(device)) {
            differ("twice: " + device);
        } else if (!missing.remove(device)) {
            differ("never uploaded: " + device);
        } else if (!expected.equals(state)) {
            differ("%s instead of %s: %s".formatted(state, expected, device));
        }
    }

    /** In words, where anything was not as expected: the first few, and how many more. */
    public List<String> differences() {
        var all = new ArrayList<>(differences);
        if (!missing.isEmpty()) {
            all.add("%d missing, such as %s"
                    .formatted(missing.size(), missing.iterator().next()));
        }
        if (further > 0) {
            all.add("%d more".formatted(further));
        }
        return all;
    }

    /** Throws IllegalStateException, saying what differs, unless all is as expected. */
    public void demandNone(String what) {
        var all = differences();
        if (!all.isEmpty()) {
            throw new IllegalStateException(what + ": " + String.join("; ", all));
        }
    }

    private void differ(String difference) {
        if (differences.size() < SHOWN) {
            differences.add(difference);
        } else {
            further++;
        }
    }
}
