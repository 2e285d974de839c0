package dev.muster.runtime.topic;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads single records back from where they lie on the broker, while they are kept. */
@ApplicationScoped
public class TopicReader {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Broker broker;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    TopicReader(Broker broker) {
        this.broker = broker;
    }

    /** A place on a topic. */
    public record Place(int partition, long offset) {}

    /** The records at {@code places} of {@code topic}; a place whose record has gone, or cannot be had now, is missing. */
    public synchronized Map<Place, ConsumerRecord<byte[], byte[]>> read(String topic, Collection<Place> places) {
        var found = new HashMap<Place, ConsumerRecord<byte[], byte[]>>();
        var byPartition = places.stream().collect(Collectors.groupingBy(Place::partition));
        try {
            byPartition.forEach((partition, wanted) -> read(new TopicPartition(topic, partition), wanted, found));
        } catch (KafkaException e) {
            LOG.warnf("records not read topic=%s cause=%s", topic, e);
            close();
        }
        return found;
    }

    /** Whether the broker keeps what lies at {@code place}, read or not; throws KafkaException where it does not say. */
    public synchronized boolean isKept(String topic, Place place) {
        if (place.offset() < 0) {
            return false;
        }
        var partition = List.of(new TopicPartition(topic, place.partition()));
        var begin = consumer().beginningOffsets(partition, PATIENCE).get(partition.getFirst());
        var end = consumer().endOffsets(partition, PATIENCE).get(partition.getFirst());
        return begin != null && end != null && begin <= place.offset() && place.offset() < end;
    }

    private void read(TopicPartition partition, List<Place> wanted, Map<Place, ConsumerRecord<byte[], byte[]>> found) {
        var offsets = wanted.stream().map(Place::offset).collect(Collectors.toCollection(TreeSet::new));
        var reader = consumer();
        reader.assign(List.of(partition));
        long begin = reader.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        offsets.headSet(begin).clear();
        while (!offsets.isEmpty()) {
            reader.seek(partition, offsets.first());
            var batch = poll(reader, partition);
            if (batch.isEmpty()) {
                return;
            }
            for (var record : batch) {
                if (offsets.remove(record.offset())) {
                    found.put(new Place(partition.partition(), record.offset()), record);
                }
            }
            offsets.headSet(batch.getLast().offset(), true).clear(); // gone, if it was not there
        }
    }

    /** Nothing, too, where the place is behind the end, as after somebody has made the topic anew; later ones are as well. */
    private static List<ConsumerRecord<byte[], byte[]>> poll(
            KafkaConsumer<byte[], byte[]> reader, TopicPartition partition) {
        try {
            return reader.poll(PATIENCE).records(partition);
        } catch (OffsetOutOfRangeException e) {
            return List.of();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            var settings = new HashMap<>(broker.settings());
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    @PreDestroy
    synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
