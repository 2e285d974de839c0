package dev.muster.testing;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.topic.Headers;
import dev.muster.model.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts events on the topics and looks at what is there, as another service would. */
public final class TopicProbe implements AutoCloseable {

    private static final String PREFIX = "muster.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", Backing.parts().broker().bootstrap(), "acks", "all");
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());

    /** Writes events to their topics, in order. */
    public void send(Event... events) {
        for (Event event : events) {
            var record = new ProducerRecord<>(event.topic().name(PREFIX), bytes(event.key()), EventJson.write(event));
            record.headers().add(Headers.TENANT, bytes(event.tenant()));
            if (event instanceof SubmissionEvent about) {
                record.headers()
                        .add(Headers.SUBMISSION, bytes(about.submission().toString()));
            }
            send(record);
        }
    }

    /** Writes any record; waits until the broker has it. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The events on {@code topic} that {@code wanted} picks, once there are {@code count} of them; fails after a while. */
    public List<Event> await(Topic topic, int count, Predicate<Event> wanted) {
        return awaitRecords(topic.name(PREFIX), count, record -> wanted.test(EventJson.read(record.value()))).stream()
                .map(record -> EventJson.read(record.value()))
                .toList();
    }

    /** The records on a topic of that name that {@code wanted} picks, once there are {@code count}; fails after a while. */
    public List<ConsumerRecord<byte[], byte[]>> awaitRecords(
            String topic, int count, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant until = Instant.now().plus(PATIENCE);
            while (found.size() < count && Instant.now().isBefore(until)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                }
            }
        }
        if (found.size() < count) {
            throw new AssertionError(topic + " has " + found.size() + " of the expected records, not " + count);
        }
        return found;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
