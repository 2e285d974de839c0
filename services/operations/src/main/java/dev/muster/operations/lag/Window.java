package dev.muster.operations.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest observations of a group at a partition. */
public final class Window {

    private final Duration span;
    private final Deque<Observation> seen = new ArrayDeque<>();

    /** A window that slides over {@code span}. */
    public Window(Duration span) {
        this.span = span;
    }

    /** Adds the latest, and forgets those that the span does without. */
    public void add(Observation latest) {
        seen.addLast(latest);
        Instant from = latest.at().minus(span);
        while (seen.size() > 2 && !second().at().isAfter(from)) {
            seen.removeFirst();
        }
    }

    /** Oldest first; they cover the span once there are enough of them. */
    public List<Observation> observations() {
        return List.copyOf(seen);
    }

    private Observation second() {
        var all = seen.iterator();
        all.next();
        return all.next();
    }
}
