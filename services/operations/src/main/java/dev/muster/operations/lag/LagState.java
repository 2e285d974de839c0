package dev.muster.operations.lag;

import java.time.Duration;
import java.util.Arrays;
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
        return fallsBehind(window.stream().mapToLong(Observation::lag).toArray()) ? WARN : OK;
    }

    /** The worse of the two. */
    public LagState or(LagState other) {
        return level >= other.level ? this : other;
    }

    private static Duration covered(List<Observation> window) {
        return Duration.between(window.getFirst().at(), window.getLast().at());
    }

    /**
     * More behind in all of the last third than anywhere in the first, and not on its way back since the second: a dip in
     * between changes nothing, and neither does a burst that is being caught up with.
     */
    private static boolean fallsBehind(long[] lags) {
        int third = Math.max(1, lags.length / 3);
        var first = Arrays.stream(lags, 0, third).summaryStatistics();
        var between = Arrays.stream(lags, third, lags.length - third).summaryStatistics();
        var last = Arrays.stream(lags, lags.length - third, lags.length).summaryStatistics();
        return last.getMin() > first.getMax() && last.getAverage() >= between.getAverage();
    }
}
