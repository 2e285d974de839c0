package dev.muster.ingest.pace;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Rows a second that are let in: a little more than the stages get through while they are busy, more and more while they
 * are not, and none while they are behind.
 */
final class Speed {

    private static final double FIRST = 10_000;
    private static final double LEAST = 500;
    private static final double MOST = 1_000_000;
    private static final double MORE = 1.25;
    private static final double GROWTH = 1.03;
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
        boolean busy = behind.multipliedBy(2).compareTo(limit) > 0;
        if (busy && seen.isPresent()) {
            known = Math.max(LEAST, known + OF_THE_NEW * (seen.getAsDouble() - known));
        } else if (!busy && wanted) {
            known = Math.min(MOST, known * GROWTH);
        }
        return behind.compareTo(limit) > 0 ? 0 : known * MORE;
    }
}
