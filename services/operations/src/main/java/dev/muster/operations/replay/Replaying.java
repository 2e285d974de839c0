package dev.muster.operations.replay;

import dev.muster.operations.failure.Place;
import dev.muster.operations.watch.Groups;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sends what replays have chosen, one replay after the other. A record's state is {@code sending}, with the end of its
 * partition, before it is sent, and {@code sent} after. Who takes a replay up after a crash looks behind that end for
 * each record that is still {@code sending}: it is there, or it was never written.
 *
 * <p>A replay is leased for half a minute. A process sends only in the first {@value #SEND_WITHIN_SECONDS} s of a
 * lease, and the producer gives up after 15 s: so one that was stopped for a while, and is not the owner any more, sends
 * nothing behind the new owner's back.
 */
@ApplicationScoped
class Replaying {

    private static final Logger LOG = Logger.getLogger(Replaying.class);
    private static final int LARGEST_CHUNK = 100;
    private static final long SEND_WITHIN_SECONDS = 10;

    private final UUID owner = UUID.randomUUID();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final SendingStore store;
    private final Groups groups;
    private final TopicReader reader;
    private final Traces traces;
    private final EventWriter writer;

    Replaying(SendingStore store, Groups groups, TopicReader reader, Traces traces, EventWriter writer) {
        this.store = store;
        this.groups = groups;
        this.reader = reader;
        this.traces = traces;
        this.writer = writer;
    }

    /** What fails here, because something is away, is taken up again at the next turn. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        try {
            for (var lease = store.takeUp(owner); lease.isPresent() && !isStopping(); lease = store.takeUp(owner)) {
                work(lease.get());
            }
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("put off work=replay cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(SendingStore.Lease lease) throws ExecutionException, InterruptedException {
        UUID replay = lease.replay();
        settle(replay);
        while (!isStopping()) {
            long renewed = System.nanoTime();
            if (!store.renew(replay, owner)) {
                return; // cancelled, or another's
            }
            var due = store.next(replay, "waiting", Math.min(lease.rate(), LARGEST_CHUNK));
            if (due.isEmpty()) {
                store.finish(replay);
                LOG.infof("replay completed id=%s", replay);
                return;
            }
            send(replay, due, renewed);
            pause(Duration.ofMillis(due.size() * 1000L / lease.rate()), renewed);
        }
    }

    private void send(UUID replay, List<SendingStore.Due> due, long renewed)
            throws ExecutionException, InterruptedException {
        var letters = read(due);
        var missing = due.stream()
                .map(SendingStore.Due::letter)
                .filter(letter -> !letters.containsKey(letter))
                .toList();
        store.mark(replay, owner, missing, "waiting", "gone");
        var there =
                due.stream().filter(one -> letters.containsKey(one.letter())).toList();
        var ends = groups.ends(there.stream().map(Replaying::target).collect(Collectors.toSet()));
        store.markSending(
                replay,
                owner,
                there.stream().collect(Collectors.toMap(SendingStore.Due::letter, one -> ends.get(target(one)))));
        if (System.nanoTime() - renewed > TimeUnit.SECONDS.toNanos(SEND_WITHIN_SECONDS)) {
            throw new IllegalStateException("too slow to send within the lease");
        }
        hand(replay, there, letters);
    }

    /** Hands the records to the producer, and waits for what the broker says of each. */
    private void hand(UUID replay, List<SendingStore.Due> due, Map<String, ConsumerRecord<byte[], byte[]>> letters) {
        var sending = new LinkedHashMap<String, CompletableFuture<Void>>();
        var offsets = new ConcurrentHashMap<String, Long>();
        for (var one : due) {
            var alone = writer.begin();
            alone.add(
                    ReplayRecords.of(Objects.requireNonNull(letters.get(one.letter())), replay, one),
                    written -> offsets.put(one.letter(), written.offset()));
            sending.put(one.letter(), alone.end());
        }
        heard(replay, sending, offsets);
    }

    /** Each record by itself: one that the broker refuses holds up no other. Throws where one was not acknowledged. */
    private void heard(UUID replay, Map<String, CompletableFuture<Void>> sending, Map<String, Long> offsets) {
        var sent = new HashMap<String, Long>();
        var refused = new ArrayList<String>();
        RuntimeException failure = null;
        for (var one : sending.entrySet()) {
            try {
                EventWriter.await(one.getValue());
                sent.put(one.getKey(), Objects.requireNonNull(offsets.get(one.getKey())));
            } catch (RuntimeException e) {
                if (Refusal.isOfTheRecord(e)) {
                    LOG.warnf("letter refused by the broker id=%s letter=%s cause=%s", replay, one.getKey(), e);
                    refused.add(one.getKey());
                } else {
                    failure = e;
                }
            }
        }
        store.markSent(replay, owner, sent);
        store.mark(replay, owner, refused, "sending", "refused");
        if (failure != null) {
            throw failure;
        }
    }

    /** Finds out about each record that was perhaps sent before a crash. */
    private void settle(UUID replay) {
        for (var open = store.next(replay, "sending", LARGEST_CHUNK);
                !open.isEmpty();
                open = store.next(replay, "sending", LARGEST_CHUNK)) {
            Map<String, Long> sent = traces.sent(replay, open);
            var unsent = new HashSet<String>();
            open.forEach(one -> unsent.add(one.letter()));
            unsent.removeAll(sent.keySet());
            int marked = store.markSent(replay, owner, sent) + store.mark(replay, owner, unsent, "sending", "waiting");
            if (marked == 0) {
                return; // another has taken it up
            }
            LOG.infof("replay taken up id=%s foundSent=%d unsent=%d", replay, sent.size(), unsent.size());
        }
    }

    /** The letters by id; those that their topic keeps no longer are missing. Throws where one cannot be had now. */
    private Map<String, ConsumerRecord<byte[], byte[]>> read(List<SendingStore.Due> due)
            throws ExecutionException, InterruptedException {
        var found = new HashMap<String, ConsumerRecord<byte[], byte[]>>();
        var byTopic = new HashMap<String, Map<TopicReader.Place, String>>();
        for (var one : due) {
            Place letters = one.letters();
            if (letters != null) {
                byTopic.computeIfAbsent(letters.topic(), topic -> new HashMap<>())
                        .put(new TopicReader.Place(letters.partition(), letters.offset()), one.letter());
            }
        }
        for (var topic : byTopic.entrySet()) {
            var missing = new HashMap<>(topic.getValue());
            reader.read(topic.getKey(), topic.getValue().keySet()).forEach((place, record) -> {
                String letter = missing.remove(place);
                if (letter != null) {
                    found.put(letter, record);
                }
            });
            checkGone(topic.getKey(), missing.keySet());
        }
        return found;
    }

    private void checkGone(String topic, Set<TopicReader.Place> missing)
            throws ExecutionException, InterruptedException {
        var partitions = missing.stream()
                .map(place -> new TopicPartition(topic, place.partition()))
                .collect(Collectors.toSet());
        var begins = groups.begins(partitions);
        var ends = groups.ends(partitions);
        for (var place : missing) {
            var partition = new TopicPartition(topic, place.partition());
            // behind the end it is gone too: somebody has made the topic anew
            if (begins.getOrDefault(partition, 0L) <= place.offset()
                    && place.offset() < ends.getOrDefault(partition, 0L)) {
                throw new IllegalStateException("a letter that is there cannot be read now");
            }
        }
    }

    private static TopicPartition target(SendingStore.Due due) {
        return new TopicPartition(due.topic(), due.partition());
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void pause(Duration between, long since) throws InterruptedException {
        long rest = between.toNanos() - (System.nanoTime() - since);
        if (rest > 0) {
            var unused = stop.await(rest, TimeUnit.NANOSECONDS);
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        stop.countDown();
    }
}
