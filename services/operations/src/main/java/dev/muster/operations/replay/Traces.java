package dev.muster.operations.replay;

import dev.muster.model.topic.Headers;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.topic.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks on the topics for what a replay has sent: after a crash nothing else knows. */
@ApplicationScoped
class Traces {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final Broker broker;

    Traces(Broker broker) {
        this.broker = broker;
    }

    /**
     * Those of {@code due}, each of which was perhaps sent, that lie on their topics, and at which offset. Throws where the
     * broker is away.
     */
    Map<String, Long> sent(UUID replay, Collection<SendingStore.Due> due) {
        var from = new HashMap<TopicPartition, Long>();
        for (var one : due) {
            if (one.sentAfter() != null) {
                from.merge(new TopicPartition(one.topic(), one.partition()), one.sentAfter(), Math::min);
            }
        }
        if (from.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return read(consumer, replay, from);
        }
    }

    private static Map<String, Long> read(
            KafkaConsumer<byte[], byte[]> consumer, UUID replay, Map<TopicPartition, Long> from) {
        var found = new HashMap<String, Long>();
        consumer.assign(List.copyOf(from.keySet()));
        from.forEach(consumer::seek);
        var ends = consumer.endOffsets(from.keySet());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                String letter = Received.header(record, Headers.REPLAY_OF);
                if (letter != null && replay.toString().equals(Received.header(record, Headers.REPLAY_ID))) {
                    found.putIfAbsent(letter, record.offset());
                }
            }
        }
        return found;
    }
}
