package dev.muster.ingest.upload;

import dev.muster.runtime.topic.EventWriter;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/**
 * The chunks of an upload that were sent, in order, and how many of them, from the first on without a gap, are
 * acknowledged. Where one has failed, none behind it counts: it is what the upload is taken up from.
 */
final class SentChunks {

    private final ArrayDeque<Sent> open = new ArrayDeque<>();
    private int acknowledged;
    private int acknowledgedRows;

    private record Sent(int rows, CompletableFuture<Void> done) {}

    /** The next chunk was sent; {@code done} when it is acknowledged, failed when it is not. */
    void add(int rows, CompletableFuture<Void> done) {
        open.addLast(new Sent(rows, done));
    }

    /** Waits until no more than the last {@code most} are open; throws what the first that failed has failed with. */
    void awaitAllBut(int most) {
        while (open.size() > most) {
            var oldest = open.getFirst();
            EventWriter.await(oldest.done());
            open.removeFirst();
            acknowledged++;
            acknowledgedRows += oldest.rows();
        }
    }

    /** So many chunks, from the first on. */
    int acknowledged() {
        return acknowledged;
    }

    /** The rows of these. */
    int acknowledgedRows() {
        return acknowledgedRows;
    }
}
