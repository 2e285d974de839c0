package dev.muster.operations.lag;

import java.time.Duration;
import java.util.List;

/** Whether a group keeps up with a partition, judged over a window of observations and never by one. */
public enum LagState {
    /** Keeps up, or catches up. */
    OK(0),
    /** Reads, and falls further behind; or is so far behind that records may be deleted unread. */
    WARN(1),
    /** Reads nothing, though there is something to be read. */
    STALLED(2);

    private final int level;

    LagState(int level) {
        this.level = level;
    }

    /** The higher, the worse. */
    public int level() {
        return level;
    }

    /**
     * Judges.
     *
     * @param window observations, oldest first
     * @param span the time that they must cover before anything but OK is said
     */
    public static LagState over(List<Observation> window, Duration span) {
        if (window.size() < 2 || covered(window).compareTo(span) < 0) {
            return OK;
        }
        if (window.stream().anyMatch(seen -> seen.lag() == 0)) {
            return OK;
        }
        long first = window.getFirst().committed();
        if (window.stream().allMatch(seen -> seen.committed() == first)) {
            return STALLED;
        }
        return onlyGrows(window) ? WARN : OK;
    }

    /** The worse of the two. */
    public LagState or(LagState other) {
        return level >= other.level ? this : other;
    }

    private static Duration covered(List<Observation> window) {
        return Duration.between(window.getFirst().at(), window.getLast().at());
    }

    private static boolean onlyGrows(List<Observation> window) {
        for (int i = 1; i < window.size(); i++) {
            if (window.get(i).lag() < window.get(i - 1).lag()) {
                return false;
            }
        }
        return window.getLast().lag() > window.getFirst().lag();
    }
}
