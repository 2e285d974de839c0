package dev.muster.runtime.stage;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class BatchReaderTest {

    private static final Gathering NONE = new Gathering(0, Duration.ZERO);
    private static final BatchReader.Assignments AS_COMMITTED = partitions -> Map.of();

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final List<BatchReader> readers = new ArrayList<>();
    private String topic;
    private String other;
    private String group;

    @BeforeAll
    static void start() {
        broker = Broker.start(BrokerSettings.in(directory));
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrap());
        admin = Admin.create(settings);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void end() {
        producer.close(Duration.ofSeconds(1));
        admin.close(Duration.ofSeconds(1));
        broker.close();
    }

    @BeforeEach
    void topics() throws ExecutionException, InterruptedException {
        topic = "rows-" + UUID.randomUUID();
        other = "facts-" + UUID.randomUUID();
        group = "group-" + UUID.randomUUID();
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1), new NewTopic(other, 1, (short) 1)))
                .all()
                .get();
    }

    @AfterEach
    void closeAll() {
        readers.forEach(BatchReader::close);
    }

    @Test
    void givesBatchesInOrderAndCommitsEachOnceItIsDone() throws Exception {
        write(0, 5);
        var reader = reader();

        var first = next(reader);
        assertThat(texts(first)).containsExactly("0", "1");
        assertThat(committed()).isNull();
        first.done();
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(2));

        var second = next(reader);
        assertThat(texts(second)).containsExactly("2", "3");
        var third = next(reader);
        assertThat(texts(third)).containsExactly("4");
        third.done();
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(5));
    }

    @Test
    void waitsForWhatIsNotThereYet() throws Exception {
        var reader = reader();
        var asked = reader.next().toCompletableFuture();
        assertThat(asked).isNotDone();

        write(0, 1);

        assertThat(texts(asked.get(30, TimeUnit.SECONDS))).containsExactly("0");
    }

    @Test
    void readsAgainWhatHasFailed() throws Exception {
        write(0, 3);
        var reader = reader();
        next(reader).failed(new IllegalStateException("not now"));

        assertThat(allUntil(reader, "2")).endsWith("0", "1", "2");
    }

    @Test
    void commitsWhatIsDoneBeforeItLeavesAndNothingElse() throws Exception {
        write(0, 5);
        var reader = reader();
        next(reader).done();
        next(reader);

        reader.close();

        assertThat(committed()).isEqualTo(2);
        assertThat(texts(next(reader()))).containsExactly("2", "3");
    }

    /** Who had a partition before says nothing of it any more, though it may have done the work. */
    @Test
    void commitsNothingOfAnAssignmentThatIsOver() throws Exception {
        write(0, 2);
        var reader = reader();
        var batch = next(reader);
        var again = reader.next().toCompletableFuture();
        reader.assignAnew();

        var redelivered = again.get(30, TimeUnit.SECONDS);
        batch.done();

        assertThat(texts(redelivered)).containsExactly("0", "1");
        write(2, 1);
        assertThat(texts(next(reader))).containsExactly("2"); // so the thread has been round
        assertThat(committed()).isNull();
        redelivered.done();
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(2));
    }

    @Test
    void goesOnWhereItIsToldTo() throws Exception {
        write(0, 5);
        var there = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(3));
        var reader = reader(partitions -> there, LateTopics.none());

        assertThat(texts(next(reader))).containsExactly("3", "4");
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void readsLateTopicsAtOnceWhileTheOthersAreQuiet() throws Exception {
        var reader = reader(AS_COMMITTED, new LateTopics(List.of(topic), Duration.ofHours(1), 1));
        write(0, 1);

        assertThat(texts(next(reader))).containsExactly("0");
    }

    @Test
    void readsLateTopicsAfterWhatTheOthersSayMeanwhile() throws Exception {
        var reader = reader(AS_COMMITTED, new LateTopics(List.of(topic), Duration.ofSeconds(1), 1));
        write(other, "before");
        assertThat(allUntil(reader, "before")).containsExactly("before");

        write(topic, "late");
        var read = new ArrayList<String>();
        while (!read.contains("late")) {
            String fact = "fact" + read.size();
            write(other, fact);
            read.addAll(allUntil(reader, fact, "late"));
        }

        assertThat(read).as("written after it, read before it").startsWith("fact0", "fact1", "fact2");
    }

    @Test
    void readsLateTopicsAtOnceWhileTheOthersHaveFew() throws Exception {
        var reader = reader(AS_COMMITTED, new LateTopics(List.of(topic), Duration.ofHours(1), 2));
        write(other, "one");
        assertThat(allUntil(reader, "one")).containsExactly("one");

        write(topic, "row");
        assertThat(allUntil(reader, "row")).containsExactly("row");
    }

    /** What lies behind a batch that has failed is not committed though somebody does it. */
    @Test
    void commitsNothingBehindABatchThatHasFailed() throws Exception {
        write(0, 6);
        var reader = reader();
        var first = next(reader);
        var second = next(reader);
        first.failed(new IllegalStateException("not now"));
        second.done();

        var again = next(reader);

        assertThat(texts(again)).containsExactly("0", "1");
        assertThat(committed()).isNull();
    }

    @Test
    void givesTheFirstAtOnceAndThoseThatFollowWithinAMomentAsOne() throws Exception {
        var reader = reader(AS_COMMITTED, LateTopics.none(), new Gathering(100, Duration.ofSeconds(2)), 500);
        var first = reader.next().toCompletableFuture();
        write(0, 1);
        first.get(30, TimeUnit.SECONDS).done();

        write(1, 20);

        var followers = new ArrayList<String>();
        int batches = 0;
        while (!followers.contains("20")) {
            var batch = next(reader);
            batches++;
            followers.addAll(texts(batch));
            batch.done();
        }
        assertThat(followers).containsExactlyElementsOf(numbers(1, 20));
        assertThat(batches).as("twenty records, written one by one").isLessThanOrEqualTo(2);
        await().untilAsserted(() -> assertThat(committed()).isEqualTo(21));
    }

    @Test
    void commitsAtOnceWhatIsDoneWhileItGathers() throws Exception {
        var reader = reader(AS_COMMITTED, LateTopics.none(), new Gathering(100, Duration.ofHours(1)), 500);
        write(0, 1);
        next(reader).done();

        await().untilAsserted(() -> assertThat(committed()).isEqualTo(1));
    }

    private static List<String> numbers(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
    }

    private BatchReader reader() {
        return reader(AS_COMMITTED, LateTopics.none());
    }

    private BatchReader reader(BatchReader.Assignments assignments, LateTopics late) {
        return reader(assignments, late, NONE, 2);
    }

    private BatchReader reader(
            BatchReader.Assignments assignments, LateTopics late, Gathering gathering, int mostOfAPoll) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                mostOfAPoll);
        var reader = new BatchReader(
                List.of(topic, other),
                () -> new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                assignments,
                late,
                gathering);
        readers.add(reader);
        return reader;
    }

    private static BatchQueue.Batch next(BatchReader reader) throws Exception {
        return reader.next().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Reads until one of {@code last} has come. */
    private static List<String> allUntil(BatchReader reader, String... last) throws Exception {
        var all = new ArrayList<String>();
        while (Arrays.stream(last).noneMatch(all::contains)) {
            var batch = next(reader);
            all.addAll(texts(batch));
            batch.done();
        }
        return all;
    }

    private static List<String> texts(BatchQueue.Batch batch) {
        return StreamSupport.stream(batch.records().spliterator(), false)
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private void write(int from, int count) {
        IntStream.range(from, from + count).forEach(i -> write(topic, String.valueOf(i)));
    }

    private static void write(String to, String text) {
        var written = new CompletableFuture<Void>();
        var unused = producer.send(new ProducerRecord<>(to, text.getBytes(StandardCharsets.UTF_8)), (at, failure) -> {
            if (failure == null) {
                written.complete(null);
            } else {
                written.completeExceptionally(failure);
            }
        });
        written.join();
    }

    private @Nullable Long committed() throws ExecutionException, InterruptedException {
        var offsets = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(offset -> offset.getValue() != null)
                .collect(toMap(Map.Entry::getKey, offset -> offset.getValue().offset()));
        return offsets.get(new TopicPartition(topic, 0));
    }
}
