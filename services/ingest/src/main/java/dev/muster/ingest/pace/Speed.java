package dev.muster.ingest.pace;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Rows a second that are let in: none while a stage is too far behind, which is also when it shows how much it gets
 * through; then a little more than that, and more and more for as long as the stages follow.
 */
final class Speed {

    private static final double FIRST = 10_000;
    private static final double LEAST = 2_500;
    private static final double MOST = 1_000_000;
    private static final double MORE = 1.1;
    private static final double GROWTH = 1.05;
    private static final double CAREFUL_GROWTH = 1.01;
    private static final double OF_THE_NEW = 0.2;

    private final Duration limit;
    private double known = FIRST;

    /** Lets nothing in while a stage is further behind than {@code limit}. */
    Speed(Duration limit) {
        this.limit = limit;
    }

    /**
     * What may go in from now to the next call, a tenth of a second later.
     *
     * @param behind how far the slowest stage is
     * @param seen rows a second that it gets through, where it is behind at all
     * @param wanted whether more is waiting than was let in before
     * @return rows a second
     */
    double allowed(Duration behind, OptionalDouble seen, boolean wanted) {
        if (behind.compareTo(limit) > 0) {
            known = Math.max(LEAST, known + OF_THE_NEW * (seen.orElse(known) - known));
            return 0;
        }
        if (wanted) {
            boolean near = behind.multipliedBy(2).compareTo(limit) > 0;
            known = Math.min(MOST, known * (near ? CAREFUL_GROWTH : GROWTH));
        }
        return known * MORE;
    }
}
