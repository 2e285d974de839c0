package dev.muster.runtime.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its start, in no group, whenever it is asked to, as far as the topic has come by then. */
public final class TopicTail implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Broker broker;
    private final String topic;
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;

    public TopicTail(Broker broker, String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    /**
     * Hands over every record that has come since the last call.
     *
     * @throws KafkaException where the topic cannot be read within a few seconds; the next call begins at its start
     */
    public synchronized void readOn(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try {
            var reader = consumer();
            Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment(), PATIENCE);
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (isBefore(reader, ends)) {
                if (System.nanoTime() - until > 0) {
                    throw new TimeoutException("not read to its end: " + topic);
                }
                reader.poll(POLL).forEach(each);
            }
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private static boolean isBefore(KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey(), PATIENCE) < end.getValue());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            var settings = new HashMap<>(broker.settings());
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            var opened = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            consumer = opened;
            opened.assign(opened.partitionsFor(topic, PATIENCE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            opened.seekToBeginning(opened.assignment());
        }
        return consumer;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }
}
