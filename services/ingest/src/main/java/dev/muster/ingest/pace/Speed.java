package dev.muster.ingest.pace;

import java.time.Duration;
import java.util.OptionalDouble;

/** Rows a second that are let in: a little more than the stages were seen to get through, and none while they are behind. */
final class Speed {

    private static final double FIRST = 20_000;
    private static final double MORE = 1.25;
    private static final double LEAST = 500;
    private static final double OF_THE_NEW = 0.2;

    private final Duration limit;
    private double known = FIRST;

    /** Lets nothing in while a stage is further behind than {@code limit}. */
    Speed(Duration limit) {
        this.limit = limit;
    }

    /**
     * What may go in now.
     *
     * @param behind how far the slowest stage is
     * @param seen rows a second that it gets through, where it is behind at all
     * @return rows a second
     */
    double allowed(Duration behind, OptionalDouble seen) {
        seen.ifPresent(speed -> {
            boolean busy = behind.multipliedBy(2).compareTo(limit) > 0;
            if (busy || speed > known) {
                known = Math.max(LEAST, known + OF_THE_NEW * (speed - known));
            }
        });
        return behind.compareTo(limit) > 0 ? 0 : known * MORE;
    }
}
