package dev.muster.status.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a partition has been read into the tables.
 *
 * @param topic its name on the broker
 * @param next the offset behind the last record that the tables know
 */
public record Position(String topic, int partition, long next) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::topic).thenComparingInt(Position::partition);

    /** Behind the last of {@code records} in each partition. */
    public static Collection<Position> behind(List<ConsumerRecord<byte[], byte[]>> records) {
        var positions = new HashMap<TopicPartition, Position>();
        for (var record : records) {
            positions.merge(
                    new TopicPartition(record.topic(), record.partition()),
                    new Position(record.topic(), record.partition(), record.offset() + 1),
                    (a, b) -> a.next >= b.next ? a : b);
        }
        return positions.values();
    }

    /** The same as a map says it. */
    public static Collection<Position> of(Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream()
                .map(p -> new Position(p.getKey().topic(), p.getKey().partition(), p.getValue()))
                .toList();
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
