package dev.muster.operations.lag;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * When the records of a partition were written, from some of them: a record between two known ones is taken to lie
 * between their times as it lies between their offsets.
 */
public final class Timeline {

    private final int most;
    private final TreeMap<Long, Long> times = new TreeMap<>();

    /** An empty one that keeps {@code most} records in mind: every other one is forgotten when there are more. */
    public Timeline(int most) {
        this.most = most;
    }

    /** The record at {@code offset} was written at {@code millis} since 1970. */
    public void add(long offset, long millis) {
        times.put(offset, millis);
        if (times.size() > most) {
            thinOut();
        }
    }

    /** When the record at {@code offset} was written; empty where it lies before the first that is known. */
    public OptionalLong timeOf(long offset) {
        var below = times.floorEntry(offset);
        if (below == null) {
            return OptionalLong.empty();
        }
        var above = times.ceilingEntry(offset);
        if (above == null || above.getKey().equals(below.getKey())) {
            return OptionalLong.of(below.getValue());
        }
        double share = (double) (offset - below.getKey()) / (above.getKey() - below.getKey());
        return OptionalLong.of(below.getValue() + Math.round(share * (above.getValue() - below.getValue())));
    }

    /**
     * Whether {@link #timeOf} tells the time of the record at {@code offset} to within {@code precision}: it is known
     * itself, or lies between two that were written so soon after each other. Between two with idle hours between them
     * everything may have been written at the end of those hours.
     */
    public boolean isSureOf(long offset, Duration precision) {
        var below = times.floorEntry(offset);
        var above = times.ceilingEntry(offset);
        return below != null && above != null && Math.abs(above.getValue() - below.getValue()) <= precision.toMillis();
    }

    /** Forgets what lies before {@code offset}, as far as nothing at or after it is interpolated from it. */
    public void forgetBefore(long offset) {
        Long needed = times.floorKey(offset);
        if (needed != null) {
            times.headMap(needed).clear();
        }
    }

    int size() {
        return times.size();
    }

    /** Both ends stay. */
    private void thinOut() {
        boolean drop = false;
        long last = times.lastKey();
        for (var keys = times.keySet().iterator(); keys.hasNext(); drop = !drop) {
            long offset = keys.next();
            if (drop && offset != last) {
                keys.remove();
            }
        }
    }
}
