package dev.muster.status.rebuild;

import dev.muster.runtime.topic.Broker;
import dev.muster.testing.Backing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where the partitions of the test's topics end. */
final class Ends implements AutoCloseable {

    private static final List<String> READ = Stream.of(
                    "device.submitted",
                    "device.rejected",
                    "device.ownership",
                    "device.release-requested",
                    "device.checked-in",
                    "registration.received")
            .map(topic -> RebuilderTest.PREFIX + topic + ".v1")
            .toList();

    private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    /** The end of each partition that is read into the tables and not empty. */
    Map<TopicPartition, Long> ends() {
        return ends(READ);
    }

    private Map<TopicPartition, Long> ends(List<String> topics) {
        var partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        var ends = new HashMap<>(consumer.endOffsets(partitions));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    /** Has the broker lose all that lies on {@code topics}, as it does when their time is over. */
    void forget(Broker broker, String... topics) throws Exception {
        var records = new HashMap<TopicPartition, RecordsToDelete>();
        ends(List.of(topics)).forEach((partition, end) -> records.put(partition, RecordsToDelete.beforeOffset(end)));
        broker.admin().deleteRecords(records).all().get();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
