package dev.muster.operations.lag;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast records come and are read.
 *
 * @param in records written a second
 * @param out records read a second; 0 where the group went back
 * @param drainSeconds until all is read if it goes on like this; null where it never is
 */
public record Flow(double in, double out, @Nullable Double drainSeconds) {

    private static final double MILLIS = 1000;

    /** The flow over a window of observations, oldest first. */
    public static Flow over(List<Observation> window) {
        var first = window.getFirst();
        var last = window.getLast();
        double seconds = Duration.between(first.at(), last.at()).toMillis() / MILLIS;
        double in = rate(last.end() - first.end(), seconds);
        double out = rate(last.committed() - first.committed(), seconds);
        return new Flow(in, out, drain(last.lag(), out - in));
    }

    private static double rate(long records, double seconds) {
        return seconds <= 0 ? 0 : Math.max(0, records / seconds);
    }

    private static @Nullable Double drain(long lag, double gain) {
        if (lag == 0) {
            return 0.0;
        }
        return gain > 0 ? lag / gain : null;
    }
}
