package dev.muster.trials.system;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Statistics of few figures. */
public final class Figures {
    private Figures() {}

    /** The middle one, or the mean of the two in the middle; NaN of none. */
    public static double median(Collection<Double> figures) {
        var sorted = sorted(figures);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest figure that at least {@code percent} of all do not exceed (nearest rank); NaN of none.
     *
     * @param percent above 0, at most 100
     */
    public static double percentile(Collection<Double> figures, double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("no percentile: " + percent);
        }
        var sorted = sorted(figures);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    /** What each has grown by, per unit; those that have not grown are left out. */
    public static Map<String, Double> growth(Map<String, Long> before, Map<String, Long> after, long units) {
        var growth = new TreeMap<String, Double>();
        after.forEach((name, size) -> {
            long grown = size - before.getOrDefault(name, 0L);
            if (grown > 0) {
                growth.put(name, (double) grown / units);
            }
        });
        return growth;
    }

    private static double[] sorted(Collection<Double> figures) {
        return figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
