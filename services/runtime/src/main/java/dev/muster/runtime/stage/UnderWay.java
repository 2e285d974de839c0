package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The batches under way, which a service that stops lets come to their end. */
final class UnderWay {

    private int batches;
    private boolean closed;

    /** Does {@code batch}; throws CancellationException, and does nothing, once closed. */
    void during(Runnable batch) {
        begin();
        try {
            batch.run();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (closed) {
            throw new CancellationException("the service is stopping");
        }
        batches++;
    }

    private synchronized void end() {
        batches--;
        notifyAll();
    }

    /** No batch begins any more; returns whether those under way have come to their end within {@code patience}. */
    synchronized boolean close(Duration patience) {
        closed = true;
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis();
                    batches > 0 && left > 0;
                    left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return batches == 0;
    }
}
