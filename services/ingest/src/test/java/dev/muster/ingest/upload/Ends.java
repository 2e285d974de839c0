package dev.muster.ingest.upload;

import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How many records there are on topics at this moment. */
public final class Ends {

    private Ends() {}

    public static long of(Topic... topics) {
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", Backing.parts().broker().bootstrap());
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Stream.of(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic.name("muster.")).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }
}
