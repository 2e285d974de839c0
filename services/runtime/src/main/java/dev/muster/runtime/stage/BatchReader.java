package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics as a member of a group, a poll's records as one batch, and commits a batch as soon as it is done. While one
 * batch is worked on, the next is fetched, and no more. Where few records came, those that follow are gathered for a moment
 * ({@link Gathering}). A consumer is used by one thread only: what others want of it waits until that thread, woken, comes
 * round.
 *
 * <p>All partitions change hands at once ({@code RangeAssignor}): then what was fetched is dropped, and what was not
 * committed comes again, here or elsewhere.
 */
final class BatchReader {

    /** A poll without records comes back after this, at the latest. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** The same while something is held back. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** How long a batch has to say that it is done, how long that may take to be committed, and the group to be left. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private static final Duration LAST_COMMIT = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Logger LOG = Logger.getLogger(BatchReader.class);

    private final List<String> topics;
    private final Supplier<Consumer<byte[], byte[]>> clients;
    private final Assignments assignments;
    private final LateTopics late;
    private final Gathering gathering;
    private final BatchQueue batches = new BatchQueue(this::wake);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);

    private @Nullable Consumer<byte[], byte[]> client;
    private boolean started;
    private boolean toAssign;

    /**
     * Begins with the first batch that is asked for.
     *
     * @param clients makes a consumer that commits nothing by itself
     * @param assignments says where to go on in partitions that have become this member's
     * @param late which of the topics are read later than the others
     * @param gathering when few records are followed by more
     */
    BatchReader(
            List<String> topics,
            Supplier<Consumer<byte[], byte[]>> clients,
            Assignments assignments,
            LateTopics late,
            Gathering gathering) {
        this.topics = topics;
        this.clients = clients;
        this.assignments = assignments;
        this.late = late;
        this.gathering = gathering;
    }

    /** Where partitions are read from when they have become this member's. */
    @FunctionalInterface
    interface Assignments {

        /** Offsets of those that do not go on where the group has committed. */
        Map<TopicPartition, OffsetAndMetadata> elsewhere(Collection<TopicPartition> partitions);
    }

    /** The next batch, once there is one; asked for when the one before is done. */
    CompletionStage<BatchQueue.Batch> next() {
        start();
        return batches.next();
    }

    private synchronized void start() {
        if (!started) {
            started = true;
            Thread.ofPlatform().name("batches").start(this::follow);
        }
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
            batches.awaitReturned(LAST_WORD);
            stop.countDown();
            wake();
            if (isStarted() && !ended.await(LAST_COMMIT.plus(LEAVE).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the group is left without a word");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isStarted() {
        return started;
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private synchronized void wake() {
        if (client != null) {
            client.wakeup();
        }
    }

    private void follow() {
        while (!isStopping()) {
            try {
                read();
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                if (!isStopping()) {
                    LOG.warnf("topics not read topics=%s cause=%s", topics, e);
                }
            }
            pause();
        }
        ended.countDown();
    }

    /** Until the end, or until a batch has failed. */
    private void read() {
        var opened = clients.get();
        try {
            begin(opened);
            opened.subscribe(topics, new Changes(opened));
            while (!isStopping() && !batches.isBroken()) {
                commit(opened);
                poll(opened);
            }
        } finally {
            end(opened);
        }
    }

    private synchronized void begin(Consumer<byte[], byte[]> opened) {
        client = opened;
    }

    private void end(Consumer<byte[], byte[]> opened) {
        synchronized (this) {
            client = null; // nobody wakes it any more
        }
        try {
            commitLast(opened);
        } finally {
            forget();
            batches.mend();
            opened.close(CloseOptions.timeout(LEAVE));
        }
    }

    private void poll(Consumer<byte[], byte[]> opened) {
        if (isToAssign()) {
            opened.enforceRebalance("an operator moves the group");
        }
        try {
            long now = System.nanoTime();
            var rest = gathering.rest(now);
            boolean rests = rest.isPositive();
            boolean waits = batches.isFull() || rests;
            var held = waits ? opened.assignment() : late.heldBack(opened, now);
            opened.resume(opened.paused().stream()
                    .filter(place -> !held.contains(place))
                    .toList());
            opened.pause(held);
            var records = gathering.poll(opened, rests ? rest : held.isEmpty() ? POLL : SOON);
            if (!records.isEmpty()) {
                late.polled(records, System.nanoTime());
                batches.offer(records);
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

    private void commit(Consumer<byte[], byte[]> opened) {
        var offsets = batches.takeDone();
        if (!offsets.isEmpty()) {
            opened.commitAsync(offsets, (committed, failure) -> {
                if (failure != null) {
                    LOG.debugf("not committed yet offsets=%s cause=%s", committed, failure);
                    batches.putBack(committed);
                }
            });
        }
    }

    /** While the partitions still are this member's. */
    private void commitLast(Consumer<byte[], byte[]> opened) {
        var offsets = batches.takeDone();
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

    private void forget() {
        late.forget();
        gathering.forget();
        batches.forget();
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

    /** What has just failed is likely to fail again at once. */
    private void pause() {
        try {
            if (stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.trace("stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
