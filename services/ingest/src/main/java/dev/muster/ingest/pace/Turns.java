package dev.muster.ingest.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who may send next: tenants in turn, however many uploads each has; the uploads of a tenant in turn among themselves. */
final class Turns {

    private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();
    private long budget;
    private long granted;

    private record Turn(int rows, CompletableFuture<Void> done) {}

    /** Waits for a turn to send so many rows; done when it has come. */
    CompletableFuture<Void> enter(String tenant, int rows) {
        var turn = new Turn(rows, new CompletableFuture<>());
        waiting.computeIfAbsent(tenant, name -> new ArrayDeque<>()).addLast(turn);
        serve();
        return turn.done();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets so many rows go until the next call; what was left of the last one is not saved up. */
    void grant(long rows) {
        budget = rows;
        serve();
    }

    /** Rows that were let go, ever. */
    long granted() {
        return granted;
    }

    private void serve() {
        while (budget > 0 && !waiting.isEmpty()) {
            var next = waiting.entrySet().iterator().next();
            String tenant = next.getKey();
            var turns = next.getValue();
            waiting.remove(tenant);
            var turn = turns.removeFirst();
            if (!turns.isEmpty()) {
                waiting.put(tenant, turns); // behind all others
            }
            budget -= turn.rows();
            go(turn);
        }
    }

    /** Lets everybody go. */
    void grantAll() {
        budget = 0;
        waiting.values().forEach(turns -> turns.forEach(this::go));
        waiting.clear();
    }

    private void go(Turn turn) {
        granted += turn.rows();
        turn.done().complete(null);
    }
}
