package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * When records are followed by few others, which the broker gives at once: the first are a batch at once, and those that
 * follow within a moment are the next one. The broker could do it ({@code fetch.min.bytes}), but lets the first wait too, and
 * answers an idle consumer as often as that moment passes.
 *
 * <p>Used by the thread of its consumer only.
 */
final class Gathering {

    private final int few;
    private final Duration time;
    private boolean waits;
    private long since;

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

    /** Whether so many records are worth a look for more. */
    boolean isFew(int records) {
        return records < few;
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
