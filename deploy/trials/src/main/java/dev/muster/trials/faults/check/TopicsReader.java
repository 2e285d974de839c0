package dev.muster.trials.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.trials.faults.check.Topics.Letter;
import dev.muster.trials.faults.check.Topics.Place;
import dev.muster.trials.faults.check.Topics.Poisoned;
import dev.muster.trials.faults.input.Poison;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads all topics from their start to where they end now. */
final class TopicsReader {
    private static final String PREFIX = "muster.";
    private static final String LETTERS = ".dead-letter.v1";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /** What nobody's rows and devices are on. */
    private static final Set<String> OTHERS = Set.of("control.v1", "settings.v1");

    private final Set<Fact> facts = new HashSet<>();
    private final List<Poisoned> poison = new ArrayList<>();
    private final List<Letter> letters = new ArrayList<>();
    private final List<Place> strange = new ArrayList<>();

    private TopicsReader() {}

    static Topics read(String bootstrap) {
        var reader = new TopicsReader();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false, "fetch.min.bytes", 1);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.readAll(consumer);
        }
        return new Topics(reader.facts, reader.poison, reader.letters, reader.strange);
    }

    private void readAll(KafkaConsumer<byte[], byte[]> consumer) {
        var partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(p -> p.topic().startsWith(PREFIX)
                        && !OTHERS.contains(p.topic().substring(PREFIX.length())))
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        long heard = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var batch = consumer.poll(POLL);
            batch.forEach(this::take);
            if (!batch.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new IllegalStateException("the topics cannot be read to their end");
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var topic = record.topic().substring(PREFIX.length());
        var place = new Place(topic, record.partition(), record.offset());
        var mark = header(record, Poison.HEADER);
        if (topic.endsWith(LETTERS)) {
            letters.add(
                    new Letter(topic.substring(0, topic.length() - LETTERS.length()), origin(record), digest(record)));
        } else if (mark != null) {
            poison.add(new Poisoned(mark, place, digest(record)));
        } else {
            var fact =
                    record.value() == null ? null : Facts.read(record.value()).orElse(null);
            if (fact == null) {
                strange.add(place);
            } else {
                facts.add(fact);
            }
        }
    }

    private static Place origin(ConsumerRecord<byte[], byte[]> letter) {
        var topic = String.valueOf(header(letter, "muster-dead-letter-topic"));
        return new Place(
                topic.startsWith(PREFIX) ? topic.substring(PREFIX.length()) : topic,
                Integer.parseInt(String.valueOf(header(letter, "muster-dead-letter-partition"))),
                Long.parseLong(String.valueOf(header(letter, "muster-dead-letter-offset"))));
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static String digest(ConsumerRecord<byte[], byte[]> record) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (byte[] part : new byte[][] {record.key(), record.value()}) {
                sha.update(String.valueOf(part == null ? -1 : part.length).getBytes(UTF_8));
                sha.update((byte) ' ');
                sha.update(part == null ? new byte[0] : part);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
