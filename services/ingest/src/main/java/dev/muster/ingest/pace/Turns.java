package dev.muster.ingest.pace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who may send next: tenants in turn, however many uploads each has; the uploads of a tenant in turn among themselves. */
final class Turns {

    private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();
    private double budget;

    private record Turn(int rows, CompletableFuture<Void> granted) {}

    /** Waits for a turn to send so many rows; done when it has come. */
    CompletableFuture<Void> enter(String tenant, int rows) {
        var turn = new Turn(rows, new CompletableFuture<>());
        waiting.computeIfAbsent(tenant, name -> new ArrayDeque<>()).addLast(turn);
        serve();
        return turn.granted();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets so many more rows go until the next call; what was left of the last one is not saved up. */
    void grant(double rows) {
        budget = Math.min(budget, 0) + rows;
        serve();
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
            turn.granted().complete(null);
        }
    }

    /** Lets everybody go. */
    void grantAll() {
        budget = 0;
        waiting.values().forEach(turns -> turns.forEach(turn -> turn.granted().complete(null)));
        waiting.clear();
    }
}
