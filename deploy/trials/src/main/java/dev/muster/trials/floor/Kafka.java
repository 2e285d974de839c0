package dev.muster.trials.floor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Batches in and out of the broker. */
final class Kafka {
    private static final Duration WAIT = Duration.ofMillis(200);

    private final String bootstrap;

    Kafka(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** What is done with a batch; when it returns, the batch may be committed. */
    interface Work {
        void on(ConsumerRecords<byte[], byte[]> batch) throws Exception;
    }

    /** Starts a thread that takes batch after batch; a failure ends the process, because a yardstick does not recover. */
    void forEachBatch(String group, List<String> topics, Work work) {
        Thread.ofPlatform().daemon().name(group).start(() -> {
            try (var consumer = consumer(group)) {
                consumer.subscribe(topics);
                while (true) {
                    var batch = consumer.poll(WAIT);
                    if (!batch.isEmpty()) {
                        work.on(batch);
                        consumer.commitAsync();
                    }
                }
            } catch (Throwable e) {
                e.printStackTrace();
                Runtime.getRuntime().halt(1);
            }
        });
    }

    Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends all and waits for the broker's acknowledgement of each. */
    static void send(Producer<byte[], byte[]> producer, String topic, List<Line> lines)
            throws InterruptedException, ExecutionException {
        var sent = new ArrayList<Future<RecordMetadata>>(lines.size());
        for (var line : lines) {
            sent.add(producer.send(new ProducerRecord<>(topic, line.key(), line.value())));
        }
        for (var one : sent) {
            one.get();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000,
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                64 * 1024,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                50);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
