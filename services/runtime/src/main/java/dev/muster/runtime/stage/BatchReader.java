package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics as a member of a group, a poll's records as one batch, and commits a batch as soon as it is done. While one
 * batch is worked on, the next is fetched, and no more. A consumer is used by one thread only: what others want of it waits
 * until that thread, woken, comes round.
 *
 * <p>All partitions change hands at once ({@code RangeAssignor}): then what was fetched is dropped, and what was not
 * committed comes again, here or elsewhere.
 */
final class BatchReader {

    /** A poll without records comes back after this, at the latest. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** The same while something is held back. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** How long what is done by the end may take to be committed. */
    private static final Duration LAST_COMMIT = Duration.ofSeconds(2);

    /** How long a batch has to say that it is done. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(BatchReader.class);

    private final List<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> clients;
    private final Assignments assignments;
    private final LateTopics late;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    private final Deque<Batch> ahead = new ArrayDeque<>();
    private final Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    private @Nullable CompletableFuture<Batch> asked;
    private @Nullable Consumer<byte[], byte[]> client;
    private int assignment;
    private int given;
    private boolean started;
    private boolean toAssign;
    private boolean toReopen;

    /**
     * Begins with the first batch that is asked for.
     *
     * @param clients makes a consumer that commits nothing by itself
     * @param assignments says where to go on in partitions that have become this member's
     * @param late which of the topics are read later than the others
     */
    BatchReader(
            List<String> topics, Supplier<Consumer<byte[], byte[]>> clients, Assignments assignments, LateTopics late) {
        this.topics = topics;
        this.clients = clients;
        this.assignments = assignments;
        this.late = late;
    }

    /** Where partitions are read from when they have become this member's. */
    @FunctionalInterface
    interface Assignments {

        /** Offsets of those that do not go on where the group has committed. */
        Map<TopicPartition, OffsetAndMetadata> elsewhere(Collection<TopicPartition> partitions);
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
            synchronized (BatchReader.this) {
                returned();
                if (of == assignment) {
                    done.putAll(records.nextOffsets());
                    wake();
                }
            }
        }

        /** The batch has not come to its end: it, and what follows, is read again. */
        void failed(Throwable cause) {
            if (!stopping) {
                LOG.errorf(cause, "batch not done, read again size=%d", records.count());
            }
            synchronized (BatchReader.this) {
                returned();
                toReopen = true;
                drop(); // what lies behind it must not be committed before it
                wake();
            }
        }
    }

    /** The next batch, once there is one; asked for when the one before is done. */
    synchronized CompletionStage<Batch> next() {
        if (!started) {
            started = true;
            Thread.ofPlatform().name("batches").start(this::follow);
        }
        var batch = ahead.poll();
        if (batch == null) {
            asked = new CompletableFuture<>();
            return asked;
        }
        given++;
        wake();
        return CompletableFuture.completedFuture(batch);
    }

    private synchronized void returned() {
        given--;
        notifyAll();
    }

    /** Has the group assign its partitions anew. */
    synchronized void assignAnew() {
        toAssign = true;
        wake();
    }

    /**
     * Commits what is done, and leaves the group; returns once that has happened, or cannot in time. A batch that has just
     * come to its end may say so first.
     */
    void close() {
        try {
            synchronized (this) {
                long until = System.nanoTime() + LAST_WORD.toNanos();
                while (given > 0 && System.nanoTime() < until) {
                    wait(LAST_WORD.toMillis());
                }
                stopping = true;
                wake();
                if (!started) {
                    return;
                }
            }
            if (!ended.await(LAST_COMMIT.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the group is left without a word");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void wake() {
        if (client != null) {
            client.wakeup();
        }
    }

    private void follow() {
        while (!stopping) {
            try {
                read();
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.warnf("topics not read topics=%s cause=%s", topics, e);
                    pause();
                }
            }
        }
        ended.countDown();
    }

    private void read() {
        var opened = clients.get();
        try {
            begin(opened);
            opened.subscribe(topics, new Changes(opened));
            while (!stopping && !isToReopen()) {
                commit(opened);
                poll(opened);
            }
        } finally {
            end(opened);
        }
    }

    private synchronized void begin(Consumer<byte[], byte[]> opened) {
        client = opened;
        toReopen = false;
    }

    private synchronized boolean isToReopen() {
        return toReopen;
    }

    private void end(Consumer<byte[], byte[]> opened) {
        synchronized (this) {
            client = null; // nobody wakes it any more
        }
        try {
            commitLast(opened);
        } finally {
            forget();
            opened.close(CloseOptions.timeout(LAST_COMMIT));
        }
    }

    private void poll(Consumer<byte[], byte[]> opened) {
        if (isToAssign()) {
            opened.enforceRebalance("an operator moves the group");
        }
        try {
            var held = isFull() ? opened.assignment() : late.heldBack(opened, System.nanoTime());
            opened.resume(opened.paused().stream()
                    .filter(place -> !held.contains(place))
                    .toList());
            opened.pause(held);
            var records = opened.poll(held.isEmpty() ? POLL : SOON);
            if (!records.isEmpty()) {
                late.polled(records, System.nanoTime());
                offer(records);
            }
        } catch (WakeupException e) {
            LOG.trace("woken"); // there is something to commit, or room for a batch, or an end
        }
    }

    private synchronized boolean isToAssign() {
        boolean wanted = toAssign;
        toAssign = false;
        return wanted;
    }

    private synchronized boolean isFull() {
        return !ahead.isEmpty();
    }

    private void offer(ConsumerRecords<byte[], byte[]> records) {
        CompletableFuture<Batch> waiting;
        Batch batch;
        synchronized (this) {
            if (toReopen) {
                return; // it is read again
            }
            batch = new Batch(records, assignment);
            waiting = asked;
            asked = null;
            if (waiting == null) {
                ahead.add(batch);
            } else {
                given++;
            }
        }
        if (waiting != null) {
            waiting.complete(batch);
        }
    }

    private void commit(Consumer<byte[], byte[]> opened) {
        var offsets = takeDone();
        if (offsets.isEmpty()) {
            return;
        }
        int of = assignment;
        opened.commitAsync(offsets, (committed, failure) -> {
            if (failure != null) {
                LOG.debugf("not committed yet offsets=%s cause=%s", committed, failure);
                putBack(committed, of);
            }
        });
    }

    private synchronized Map<TopicPartition, OffsetAndMetadata> takeDone() {
        var offsets = new HashMap<>(done);
        done.clear();
        return offsets;
    }

    private synchronized void putBack(Map<TopicPartition, OffsetAndMetadata> offsets, int of) {
        if (of == assignment) {
            offsets.forEach(done::putIfAbsent);
        }
    }

    /** While the partitions still are this member's. */
    private void commitLast(Consumer<byte[], byte[]> opened) {
        var offsets = takeDone();
        if (offsets.isEmpty()) {
            return;
        }
        try {
            commitNow(opened, offsets);
        } catch (KafkaException e) {
            LOG.warnf("not committed, will be done again offsets=%s cause=%s", offsets, e);
        }
    }

    private static void commitNow(Consumer<byte[], byte[]> opened, Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            opened.commitSync(offsets, LAST_COMMIT);
        } catch (WakeupException e) { // meant for a poll
            opened.commitSync(offsets, LAST_COMMIT);
        }
    }

    /** What was read belongs to nobody any more. */
    private void forget() {
        late.forget();
        synchronized (this) {
            drop();
            done.clear();
        }
    }

    /** What was given out or lies ready counts for nothing any more. */
    private synchronized void drop() {
        assignment++;
        ahead.clear();
    }

    private final class Changes implements ConsumerRebalanceListener {

        private final Consumer<byte[], byte[]> opened;

        Changes(Consumer<byte[], byte[]> opened) {
            this.opened = opened;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            commitLast(opened);
            forget();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var elsewhere = assignments.elsewhere(partitions);
            if (!elsewhere.isEmpty()) {
                elsewhere.forEach(opened::seek);
                commitNow(opened, elsewhere);
                LOG.infof("moved topics=%s positions=%s", topics, elsewhere);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
