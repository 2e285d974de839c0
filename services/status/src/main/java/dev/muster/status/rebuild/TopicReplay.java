package dev.muster.status.rebuild;

import dev.muster.runtime.topic.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics once more, in no group, from where a set of tables has come to to where another one has. */
final class TopicReplay implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int PATIENCE_MS = 3000;

    private final KafkaConsumer<byte[], byte[]> consumer;

    TopicReplay(Broker broker) {
        var settings = new HashMap<>(broker.settings());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 4000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Hands over, set by set, what lies on each partition before {@code to}, from {@code from} or from its beginning; a
     * set may be empty.
     *
     * @throws KafkaException where the broker does not answer, or not all was read within {@code limit}
     */
    void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Duration limit,
            Consumer<List<ConsumerRecord<byte[], byte[]>>> each) {
        long begun = System.nanoTime();
        var open = new HashMap<>(to);
        open.entrySet().removeIf(end -> from.getOrDefault(end.getKey(), 0L) >= end.getValue());
        if (open.isEmpty()) {
            return;
        }
        seek(from, open.keySet());
        consumer.endOffsets(open.keySet()).forEach((partition, end) -> open.merge(partition, end, Math::min));
        while (!open.isEmpty()) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new TimeoutException("not read within " + limit + ": " + open.keySet());
            }
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < open.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    records.add(record);
                }
            }
            each.accept(records);
            var done = open.entrySet().stream()
                    .filter(end -> consumer.position(end.getKey()) >= end.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            consumer.pause(done);
            open.keySet().removeAll(done);
        }
    }

    private void seek(Map<TopicPartition, Long> from, Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.resume(partitions); // of those assigned before it remembers which it had paused
        for (var partition : partitions) {
            Long begin = from.get(partition);
            if (begin == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, begin);
            }
        }
    }

    /** The first offset that is still kept of each partition of {@code topic}. */
    Map<Integer, Long> begins(String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        var begins = new HashMap<Integer, Long>();
        consumer.beginningOffsets(partitions).forEach((partition, begin) -> begins.put(partition.partition(), begin));
        return begins;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
