package dev.muster.trials.faults.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.trials.faults.input.Journal;
import dev.muster.trials.faults.input.Poison;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Puts records on topics by hand: some that were there, and some that nobody can process. */
final class Records implements AutoCloseable {
    private static final String PREFIX = "muster.";
    private static final String VALIDATED = "device.validated.v1";
    private static final List<String> TOPICS = List.of(
            "device.submitted.v1",
            VALIDATED,
            "device.rejected.v1",
            "device.ownership.v1",
            "device.release-requested.v1",
            "device.checked-in.v1",
            "registration.received.v1");
    private static final int MOST_COPIES = 200;

    /** A truncated record ends here at the latest: before all that some reader might do without. */
    private static final int LONGEST_STUMP = 60;

    /** An event that is right in itself, and where nobody expects it. */
    private static final String MISPLACED = """
            {"type":"stage-pause-changed","requestId":"00000000-0000-4000-8000-000000000001","tenant":"operations",\
            "stage":"nobody","paused":false,"positions":[],"requestedBy":"trial","requestedAt":"2026-01-05T08:00:00Z"}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrap;
    private final Journal journal;
    private final KafkaProducer<byte[], byte[]> producer;

    Records(String bootstrap, Journal journal) {
        this.bootstrap = bootstrap;
        this.journal = journal;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap,
                        "acks", "all",
                        "request.timeout.ms", 5_000,
                        "delivery.timeout.ms", 60_000,
                        "max.block.ms", 60_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Puts records that lie in a row on some topic there once more; says how many. */
    int copy(SplittableRandom random, boolean shuffled) {
        var some = some(any(random), 1 + random.nextInt(MOST_COPIES), random);
        if (shuffled) {
            Collections.shuffle(some, new Random(random.nextLong()));
        }
        for (var record : some) {
            var unused = producer.send(copy(record, record.value(), record.headers()));
        }
        producer.flush();
        return some.size();
    }

    /** Puts a record of some topic there once more, cut short; false where that topic has none yet. */
    boolean truncate(SplittableRandom random) {
        var topic = any(random);
        var some = some(topic, 1, random);
        if (some.isEmpty() || some.getFirst().value() == null) {
            return false;
        }
        var record = some.getFirst();
        int length = 1 + random.nextInt(Math.min(LONGEST_STUMP, record.value().length - 1));
        return poison(topic, copy(record, Arrays.copyOf(record.value(), length), record.headers()), random);
    }

    /** Puts a record there that nobody can process; false where it was to be made of one and there is none. */
    boolean poison(SplittableRandom random) {
        var topic = any(random);
        byte @Nullable [] value;
        switch (random.nextInt(5)) {
            case 0 -> {
                value = new byte[1 + random.nextInt(500)];
                random.nextBytes(value);
            }
            case 1 -> value = null;
            case 2 -> value = "{\"type\":\"device-eaten\",\"tenant\":\"org-1\"}".getBytes(UTF_8);
            case 3 -> value = MISPLACED.getBytes(UTF_8);
            default -> {
                return another(random);
            }
        }
        var key = new UUID(random.nextLong(), random.nextLong()).toString().getBytes(UTF_8);
        return poison(topic, new ProducerRecord<>(PREFIX + topic, key, value), random);
    }

    /** A row that was decided long ago, and is now said to be about another device. */
    private boolean another(SplittableRandom random) {
        var records = some(VALIDATED, 1, random, this::decided);
        if (records.isEmpty()) {
            return false;
        }
        var record = records.getFirst();
        return changed(record, random)
                .map(value -> poison(VALIDATED, copy(record, value, record.headers()), random))
                .orElse(false);
    }

    /** How far the ledger has come in a partition. */
    private long decided(TopicPartition partition) {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "request.timeout.ms", 5_000, "default.api.timeout.ms", 20_000))) {
            var offsets = admin.listConsumerGroupOffsets("muster.claim")
                    .partitionsToOffsetAndMetadata()
                    .get();
            var offset = offsets.get(partition);
            return offset == null ? 0 : offset.offset();
        } catch (ExecutionException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static Optional<byte[]> changed(ConsumerRecord<byte[], byte[]> record, SplittableRandom random) {
        try {
            if (record.value() != null && JSON.readTree(record.value()) instanceof ObjectNode event) {
                event.put("deviceId", new UUID(random.nextLong(), random.nextLong()).toString());
                return Optional.of(JSON.writeValueAsBytes(event));
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean poison(String topic, ProducerRecord<byte[], byte[]> record, SplittableRandom random) {
        var mark = Long.toHexString(random.nextLong());
        record.headers().remove(Poison.HEADER).add(Poison.HEADER, mark.getBytes(UTF_8));
        try {
            producer.send(record).get();
            journal.note(new Poison(mark, topic));
            return true;
        } catch (ExecutionException e) {
            return false; // there or not: the mark tells
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ProducerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> record, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(
                record.topic(), record.partition(), null, record.key(), value, new RecordHeaders(headers.toArray()));
    }

    private static String any(SplittableRandom random) {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    /** Up to {@code most} records that lie in a row on some partition of {@code topic}. */
    private List<ConsumerRecord<byte[], byte[]>> some(String topic, int most, SplittableRandom random) {
        return some(topic, most, random, partition -> Long.MAX_VALUE);
    }

    /** The same of those before {@code limit}. */
    private List<ConsumerRecord<byte[], byte[]>> some(
            String topic, int most, SplittableRandom random, ToLongFunction<TopicPartition> limit) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "enable.auto.commit",
                false,
                "max.poll.records",
                most,
                "request.timeout.ms",
                5_000,
                "default.api.timeout.ms",
                20_000);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var all = consumer.partitionsFor(PREFIX + topic);
            var partition = new TopicPartition(PREFIX + topic, random.nextInt(all.size()));
            long end = Math.min(
                    consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L), limit.applyAsLong(partition));
            if (end > 0) {
                consumer.assign(List.of(partition));
                consumer.seek(partition, random.nextLong(end));
                consumer.poll(Duration.ofSeconds(5)).forEach(records::add);
            }
        } catch (KafkaException e) {
            return new ArrayList<>(); // the broker is away: nothing can be put there either
        }
        return records;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
