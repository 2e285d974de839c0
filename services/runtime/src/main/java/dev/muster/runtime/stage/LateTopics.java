package dev.muster.runtime.stage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Topics that a group reads some time later than its others, for as long as those have many records: what the others say of
 * the same things is then known first, and most of what these say needs no write of its own. While the others have few,
 * nothing is late.
 *
 * <p>Used by the thread of its consumer only.
 */
final class LateTopics {

    /** The others have many records when they have had many within this time. */
    private static final Duration SEEN_OVER = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Set<String> topics;
    private final long by;
    private final int many;
    private boolean held;
    private final Deque<Heard> heard = new ArrayDeque<>();
    private long lookedAt;
    private Map<TopicPartition, Long> ends = Map.of();

    /** So many records of the others came at a moment. */
    private record Heard(long at, int records) {}

    /**
     * Those of {@code topics}.
     *
     * @param by how old their records are, at least, when they are read
     * @param many from so many records of other topics within two seconds on
     */
    LateTopics(Collection<String> topics, Duration by, int many) {
        this.topics = Set.copyOf(topics);
        this.by = by.toNanos();
        this.many = many;
    }

    /** None are late. */
    static LateTopics none() {
        return new LateTopics(Set.of(), Duration.ZERO, 0);
    }

    /** Notes what a poll gave. */
    void polled(ConsumerRecords<?, ?> records, long now) {
        if (topics.isEmpty()) {
            return;
        }
        int others = records.partitions().stream()
                .filter(place -> !topics.contains(place.topic()))
                .mapToInt(place -> records.records(place).size())
                .sum();
        if (others > 0) {
            heard.addLast(new Heard(now, others));
        }
    }

    private boolean isMuch(long now) {
        while (!heard.isEmpty() && now - heard.getFirst().at() > SEEN_OVER.toNanos()) {
            heard.removeFirst();
        }
        return !topics.isEmpty() && heard.stream().mapToInt(Heard::records).sum() >= many;
    }

    /** Nothing of what was seen counts any more. */
    void forget() {
        heard.clear();
        held = false;
    }

    /** The partitions from which {@code client} is to read nothing at {@code now}, in nanoseconds. */
    Set<TopicPartition> heldBack(Consumer<?, ?> client, long now) {
        if (!isMuch(now)) {
            held = false;
            return Set.of();
        }
        var late = client.assignment().stream()
                .filter(place -> topics.contains(place.topic()))
                .collect(Collectors.toCollection(HashSet::new));
        try {
            if (!held) {
                look(client, late, now);
            }
            if (now - lookedAt < by) {
                return late;
            }
            if (late.stream().noneMatch(place -> isOpen(client, place))) {
                look(client, late, now);
                return late;
            }
            late.removeIf(place -> isOpen(client, place));
            return late;
        } catch (TimeoutException e) { // the broker does not say
            forget();
            return Set.of();
        }
    }

    /** Whether there is something to read that was there when the ends were looked at. */
    private boolean isOpen(Consumer<?, ?> client, TopicPartition place) {
        return client.position(place, PATIENCE) < ends.getOrDefault(place, 0L);
    }

    private void look(Consumer<?, ?> client, Set<TopicPartition> late, long now) {
        ends = client.endOffsets(late, PATIENCE);
        lookedAt = now;
        held = true;
    }
}
