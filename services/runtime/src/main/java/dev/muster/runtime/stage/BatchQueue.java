package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Batches between the thread that reads them and those that work on them, and which offsets may be committed since. Of a
 * batch that was read under an assignment of partitions that is over, nothing is.
 */
final class BatchQueue {

    private static final Logger LOG = Logger.getLogger(BatchQueue.class);

    private final Runnable news;
    private final Deque<Batch> ahead = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> lastTaken = new HashMap<>();
    private @Nullable CompletableFuture<Batch> asked;
    private int assignment;
    private int given;
    private boolean broken;

    /**
     * Without batches.
     *
     * @param news told when there is something to commit, room for a batch, or a failure
     */
    BatchQueue(Runnable news) {
        this.news = news;
    }

    /** Records that are worked on together. */
    final class Batch {

        private final ConsumerRecords<byte[], byte[]> records;
        private final int of;

        private Batch(ConsumerRecords<byte[], byte[]> records, int of) {
            this.records = records;
            this.of = of;
        }

        ConsumerRecords<byte[], byte[]> records() {
            return records;
        }

        /** Everything that follows from the batch is written: its offsets may be committed. */
        void done() {
            returned(this);
        }

        /** The batch has not come to its end: it, and what follows, is to be read again. */
        void failed(Throwable cause) {
            if (isStop(cause)) {
                LOG.debugf("batch given up size=%d", records.count());
            } else {
                LOG.errorf(cause, "batch not done, read again size=%d", records.count());
            }
            broke();
        }
    }

    private static boolean isStop(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }

    /** The next batch, once there is one; asked for when the one before is done. */
    synchronized CompletionStage<Batch> next() {
        var batch = ahead.poll();
        if (batch == null) {
            asked = new CompletableFuture<>();
            return asked;
        }
        given++;
        news.run();
        return CompletableFuture.completedFuture(batch);
    }

    private synchronized void returned(Batch batch) {
        if (batch.of == assignment) {
            done.putAll(batch.records.nextOffsets());
        }
        given--;
        notifyAll();
        news.run();
    }

    /** What lies behind the batch must not be committed before it. */
    private synchronized void broke() {
        broken = true;
        drop();
        given--;
        notifyAll();
        news.run();
    }

    /** Hands {@code records} to who has asked, or keeps them ahead; nothing once a batch has failed. */
    void offer(ConsumerRecords<byte[], byte[]> records) {
        CompletableFuture<Batch> waiting;
        Batch batch;
        synchronized (this) {
            if (broken) {
                return; // they are read again
            }
            batch = new Batch(records, assignment);
            waiting = asked;
            asked = null;
            if (waiting == null) {
                ahead.add(batch);
                return;
            }
            given++;
        }
        waiting.complete(batch);
    }

    /** Whether a batch lies ready that nobody has asked for yet. */
    synchronized boolean isFull() {
        return !ahead.isEmpty();
    }

    /** Whether a batch has failed, so that all that is not committed is to be read again. */
    synchronized boolean isBroken() {
        return broken;
    }

    /** All that is not committed is read again from here on. */
    synchronized void mend() {
        broken = false;
    }

    /** What is to be committed; once, unless it is put back. */
    synchronized Map<TopicPartition, OffsetAndMetadata> takeDone() {
        var offsets = new HashMap<>(done);
        lastTaken.putAll(offsets);
        done.clear();
        return offsets;
    }

    /** Those could not be committed: they are to be, unless later ones were since or the partitions have changed hands. */
    synchronized void putBack(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((place, offset) -> {
            if (offset.equals(lastTaken.get(place))) {
                done.putIfAbsent(place, offset);
            }
        });
    }

    /** The partitions have changed hands: what was read, and what was done, is for others to say. */
    synchronized void forget() {
        drop();
        done.clear();
        lastTaken.clear();
    }

    private synchronized void drop() {
        assignment++;
        ahead.clear();
    }

    /** Waits until no batch is worked on, for no longer than {@code patience}. */
    synchronized void awaitReturned(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); given > 0 && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
