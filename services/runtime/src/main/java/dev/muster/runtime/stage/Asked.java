package dev.muster.runtime.stage;

import dev.muster.model.event.ControlEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** What operators have asked for, by key, and a place to wait for more. */
final class Asked {

    private final Map<String, ControlEvent> latest = new HashMap<>();
    private boolean known;
    private boolean stopped;

    /** Takes in a request: the last one with a key stands. */
    synchronized void learn(ControlEvent event) {
        latest.put(event.key(), event);
        notifyAll();
    }

    /** Everything asked for so far has been learnt. */
    synchronized void know() {
        known = true;
        notifyAll();
    }

    synchronized boolean isKnown() {
        return known;
    }

    /** Nobody waits any longer. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** The last request with that key, of those learnt so far. */
    synchronized Optional<ControlEvent> latest(String key) {
        return Optional.ofNullable(latest.get(key));
    }

    /** Waits until all is known and {@code condition} holds; throws CancellationException once the service stops. */
    synchronized void await(BooleanSupplier condition) {
        while (!known || !condition.getAsBoolean()) {
            if (stopped) {
                throw new CancellationException("the service is stopping");
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }
}
