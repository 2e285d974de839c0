package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * When records are followed by few others, which the broker gives at once: the first are a batch at once, and those that
 * follow within a moment are the next one. The broker could do it ({@code fetch.min.bytes}), but lets the first wait too, and
 * answers an idle consumer as often as that moment passes.
 *
 * <p>Used by the thread of its consumer only.
 */
final class Gathering {

    /** A poll gives what the client has fetched ahead in less than this; and so long the broker may take to answer. */
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private static final Logger LOG = Logger.getLogger(Gathering.class);

    private final int few;
    private final Duration time;
    private boolean waits;
    private long since;

    /** Counts how often partitions have changed hands. */
    private int assignment;

    /**
     * Nothing yet.
     *
     * @param few fewer records than this are few
     * @param time how long they are alone
     */
    Gathering(int few, Duration time) {
        this.few = few;
        this.time = time;
    }

    /**
     * Polls for no longer than {@code longest}, as {@link Consumer#poll}. Where few records come that were fetched ahead,
     * they are only the first that came: the others are there by now, and are polled for too.
     */
    <K, V> ConsumerRecords<K, V> poll(Consumer<K, V> client, Duration longest) {
        long asked = System.nanoTime();
        var records = client.poll(longest);
        boolean fetchedAhead = System.nanoTime() - asked < AT_ONCE.toNanos();
        if (fetchedAhead && !records.isEmpty() && records.count() < few) {
            records = withMore(client, records);
        }
        if (!records.isEmpty()) {
            given(records.count(), behind(client), System.nanoTime());
        }
        return records;
    }

    /** Where the partitions change hands meanwhile, the first records are read again, here or elsewhere. */
    private <K, V> ConsumerRecords<K, V> withMore(Consumer<K, V> client, ConsumerRecords<K, V> first) {
        int before = assignment;
        ConsumerRecords<K, V> second = ConsumerRecords.empty();
        try {
            second = client.poll(AT_ONCE);
        } catch (WakeupException e) { // meant for the next poll, of which there is one at once
            LOG.trace("woken");
        }
        return before == assignment ? both(first, second) : second;
    }

    /** How many records of what is read now the broker has beyond the last poll, as of its last answer. */
    private static long behind(Consumer<?, ?> client) {
        var paused = client.paused();
        return client.assignment().stream()
                .filter(place -> !paused.contains(place))
                .mapToLong(place -> client.currentLag(place).orElse(0))
                .sum();
    }

    /** The partitions have changed hands. */
    void forget() {
        assignment++;
        waits = false;
    }

    /** So many records became a batch at {@code now}, in nanoseconds, and so many more are known to be there. */
    void given(int records, long more, long now) {
        waits = records + more < few;
        since = now;
    }

    /** How long the next batch is to wait for its records, in whole milliseconds; zero where it need not. */
    Duration rest(long now) {
        long left = waits ? time.toNanos() - (now - since) : 0;
        return left > 0 ? Duration.ofMillis(1 + (left - 1) / 1_000_000) : Duration.ZERO;
    }

    /** The records of two polls, one after the other. */
    static <K, V> ConsumerRecords<K, V> both(ConsumerRecords<K, V> first, ConsumerRecords<K, V> second) {
        if (second.isEmpty()) {
            return first;
        }
        var records = new HashMap<TopicPartition, List<ConsumerRecord<K, V>>>();
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var some : List.of(first, second)) {
            some.partitions()
                    .forEach(place -> records.computeIfAbsent(place, p -> new ArrayList<>())
                            .addAll(some.records(place)));
            next.putAll(some.nextOffsets());
        }
        return new ConsumerRecords<>(records, next);
    }
}
