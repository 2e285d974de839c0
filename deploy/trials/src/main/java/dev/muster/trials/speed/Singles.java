package dev.muster.trials.speed;

import dev.muster.trials.system.Figures;
import java.util.Collection;

/**
 * How long single small uploads took, in milliseconds from the first byte sent to the last device final.
 *
 * @param rows of each upload
 * @param loaded whether another organization's large upload ran meanwhile
 * @param uploads how many there were
 * @param seenP95 until the first row was seen, after the answer
 */
record Singles(int rows, boolean loaded, int uploads, double p50, double p95, double p99, double seenP95) {
    static Singles of(int rows, boolean loaded, Collection<Double> millis, Collection<Double> seen) {
        return new Singles(
                rows,
                loaded,
                millis.size(),
                Figures.percentile(millis, 50),
                Figures.percentile(millis, 95),
                Figures.percentile(millis, 99),
                Figures.percentile(seen, 95));
    }
}
