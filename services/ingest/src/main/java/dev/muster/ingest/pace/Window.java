package dev.muster.ingest.pace;

import dev.muster.ingest.pace.Sample.Way;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How many rows may be under way so that none takes longer than a given time: what the stages get through in that time
 * (Little's law). More would only wait; with less, the stages would.
 */
final class Window {

    /** Of which size it is while nothing is known yet. */
    static final int FIRST = 5_000;

    private static final int LEAST = 2_000;
    private static final int MOST = 1_000_000;
    private static final long SEEN_OVER = 2_000;
    private static final long SEEN_LEAST = 1_500;

    private final Way way;
    private final Duration through;
    private final Duration down;
    private final Map<String, Moved> moved = new HashMap<>();
    private final Deque<Flow> flows = new ArrayDeque<>();
    private long size;

    /** Since when a group is where it is. */
    private record Moved(long at, Map<Sample.Place, Long> to) {}

    /** How many rows are through, at a moment. */
    private record Flow(long at, long gone) {}

    /**
     * Of rows that are to be through within a time.
     *
     * @param down a stage that is behind and has not moved for so long is down, and nobody waits for it
     * @param size of which it is until something was seen
     */
    Window(Way way, Duration through, Duration down, long size) {
        this.way = way;
        this.through = through;
        this.down = down;
        this.size = size;
    }

    /** Rows that may be under way. */
    long size() {
        return size;
    }

    /** Rows that may go in now. */
    long free(Sample now) {
        now.committed().keySet().forEach(group -> look(now, group));
        long underWay = now.underWay(way, group -> isUp(now, group));
        if (underWay == 0) {
            flows.clear();
            return size;
        }
        flows.addLast(new Flow(now.at(), now.entered(way) - underWay));
        while (now.at() - flows.getFirst().at() > SEEN_OVER) {
            flows.removeFirst();
        }
        resize(underWay);
        return Math.max(0, size - underWay);
    }

    /** Only a window that is in use shows what the stages get through. */
    private void resize(long underWay) {
        long millis = flows.getLast().at() - flows.getFirst().at();
        if (millis >= SEEN_LEAST && underWay >= size / 2) {
            long gone = Math.max(0, flows.getLast().gone() - flows.getFirst().gone());
            size = Math.clamp(gone * through.toMillis() / millis, LEAST, MOST);
        }
    }

    private void look(Sample now, String group) {
        var to = now.committed().getOrDefault(group, Map.of());
        var before = moved.get(group);
        if (before == null || !now.isBehind(group) || !Objects.equals(before.to(), to)) {
            moved.put(group, new Moved(now.at(), to));
        }
    }

    private boolean isUp(Sample now, String group) {
        var last = moved.get(group);
        return last == null || now.at() - last.at() < down.toMillis();
    }
}
