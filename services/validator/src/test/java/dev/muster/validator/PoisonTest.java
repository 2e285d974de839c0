package dev.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.RequestId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that cannot be processed, in the midst of those that can. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class PoisonTest {

    private static final String SUBMITTED = "muster.device.submitted.v1";
    private static final String DEAD = "muster.validator.dead-letter.v1";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final byte[] JUNK = {(byte) 0xff, 0, (byte) 0xfe, '{', 13, 10};
    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");

    private final TopicProbe probe = new TopicProbe();
    private final UUID registration = Uuids.timeOrdered(Instant.now());

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void theBatchAroundPoisonGoesOnInOrderAndEachPoisonIsSetAsideAlone() throws Exception {
        var poisonous = List.of(0, 7, 8, 21, 29);
        var records = IntStream.range(0, 30)
                .mapToObj(i -> poisonous.contains(i) ? about(i + 2, JUNK) : good(i + 2))
                .toList();

        var written = Records.sendTogether(records);

        var expected = IntStream.range(0, 30)
                .filter(i -> !poisonous.contains(i))
                .mapToObj(i -> i + 2)
                .toList();
        assertThat(told(Topic.DEVICE_VALIDATED, expected.size()))
                .extracting(PoisonTest::line)
                .isEqualTo(expected);
        var letters = letters(written, poisonous.size());
        assertThat(letters)
                .extracting(letter -> header(letter, "muster-dead-letter-offset"))
                .containsExactlyInAnyOrderElementsOf(poisonous.stream()
                        .map(i -> String.valueOf(written.get(i).offset()))
                        .toList());
        assertThat(told(Topic.DEVICE_REJECTED, poisonous.size()))
                .extracting(PoisonTest::line)
                .isEqualTo(poisonous.stream().map(i -> i + 2).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void poisonIsSetAsideByteForByteAndItsSubmissionIsTold(String what, byte[] value, String reason) throws Exception {
        var written = Records.sendTogether(List.of(good(2), about(3, value), good(4)));

        assertThat(told(Topic.DEVICE_VALIDATED, 2)).extracting(PoisonTest::line).containsExactly(2, 4);
        var letter = letters(List.of(written.get(1)), 1).getFirst();
        var requestId = requestId(written.get(1));
        assertThat(letter.value()).as(what).isEqualTo(value);
        assertThat(letter.key()).isEqualTo(DEVICE.toString().getBytes(UTF_8));
        assertThat(Records.headers(letter))
                .containsEntry("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .containsEntry("muster-submission", registration + "/1/3")
                .containsEntry("muster-dead-letter-topic", SUBMITTED)
                .containsEntry("muster-dead-letter-partition", "0")
                .containsEntry(
                        "muster-dead-letter-offset",
                        String.valueOf(written.get(1).offset()))
                .containsEntry("muster-dead-letter-tries", "3")
                .containsEntry("muster-dead-letter-stage", "validator")
                .containsEntry("muster-dead-letter-request-id", requestId.toString())
                .hasEntrySatisfying(
                        "muster-dead-letter-reason", why -> assertThat(why).contains(reason))
                .hasEntrySatisfying(
                        "muster-dead-letter-time",
                        time -> assertThat(Instant.parse(time)).isNotNull());
        assertUnexpected(told(Topic.DEVICE_REJECTED, 1).getFirst(), 3, requestId);
    }

    static Stream<Arguments> poisonIsSetAsideByteForByteAndItsSubmissionIsTold() {
        Event foreign = new DeviceReleaseRequested(
                DEVICE, "contoso", null, DEVICE, "user-7", Instant.parse("2026-01-31T08:00:00Z"));
        return Stream.of(
                arguments("junk bytes", JUNK, "UnreadableEventException"),
                arguments("no bytes", new byte[0], "UnreadableEventException"),
                arguments("no value at all", null, "UnreadableEventException"),
                arguments("JSON null", "null".getBytes(UTF_8), "UnreadableEventException"),
                arguments("a list", "[]".getBytes(UTF_8), "UnreadableEventException"),
                arguments("deep nesting", "[".repeat(20_000).getBytes(UTF_8), "UnreadableEventException"),
                arguments(
                        "an unknown type", "{\"type\":\"device-melted\"}".getBytes(UTF_8), "UnreadableEventException"),
                arguments("nothing but a type", "{\"type\":\"device-submitted\"}".getBytes(UTF_8), "Exception"),
                arguments("an event of another topic", EventJson.write(foreign), "ClassCastException"));
    }

    @Test
    void poisonThatNamesNoSubmissionIsSetAsideAndTellsNobody() throws Exception {
        var nameless = new ProducerRecord<>(SUBMITTED, 0, DEVICE.toString().getBytes(UTF_8), JUNK);
        var misnamed = new ProducerRecord<>(SUBMITTED, 0, DEVICE.toString().getBytes(UTF_8), JUNK);
        misnamed.headers().add("muster-tenant", "contoso".getBytes(UTF_8));
        misnamed.headers().add("muster-submission", "row 3".getBytes(UTF_8));

        var written = Records.sendTogether(List.of(good(2), nameless, misnamed, about(5, JUNK), good(6)));

        assertThat(told(Topic.DEVICE_VALIDATED, 2)).extracting(PoisonTest::line).containsExactly(2, 6);
        assertThat(letters(written, 3)).extracting(ConsumerRecord::value).containsOnly(JUNK);
        RestAssured.get("/q/metrics").then().body(containsString("muster_dead_letters_total"));
        var requestIds = written.stream().map(PoisonTest::requestId).toList();
        var rejected = probe.await(
                Topic.DEVICE_REJECTED,
                1,
                event -> event instanceof DeviceRejected r && requestIds.contains(r.requestId()));
        assertThat(rejected).extracting(PoisonTest::line).containsExactly(5);
    }

    @Test
    void poisonWithoutAUsableKeyStillTellsItsSubmission() throws Exception {
        var keyless = withHeaders(new ProducerRecord<>(SUBMITTED, 0, null, JUNK), 3);
        var oddKey = withHeaders(new ProducerRecord<>(SUBMITTED, 0, JUNK, JUNK), 4);

        var written = Records.sendTogether(List.of(keyless, oddKey));

        var rejected = told(Topic.DEVICE_REJECTED, 2).stream()
                .sorted(Comparator.comparingInt(PoisonTest::line))
                .toList();
        assertUnexpected(rejected.get(0), 3, requestId(written.get(0)));
        assertUnexpected(rejected.get(1), 4, requestId(written.get(1)));
        assertThat(letters(written, 2)).extracting(ConsumerRecord::key).containsExactlyInAnyOrder(null, JUNK);
    }

    @Test
    void poisonAsLargeAsTheBrokerTakesDoesNotStopTheLine() throws Exception {
        byte[] large = new byte[1024 * 1024 - 250];
        new Random(7).nextBytes(large);

        var written = new ArrayList<>(Records.sendTogether(List.of(about(3, large))));
        written.addAll(Records.sendTogether(List.of(good(4))));

        assertThat(told(Topic.DEVICE_VALIDATED, 1)).extracting(PoisonTest::line).containsExactly(4);
        assertThat(Arrays.equals(letters(written, 1).getFirst().value(), large)).isTrue();
        assertUnexpected(told(Topic.DEVICE_REJECTED, 1).getFirst(), 3, requestId(written.getFirst()));
    }

    private void assertUnexpected(Event told, int line, UUID requestId) {
        var rejected = (DeviceRejected) told;
        assertThat(rejected.submission()).isEqualTo(new SubmissionId(registration, 1, line));
        assertThat(rejected.tenant()).isEqualTo("contoso");
        assertThat(rejected.rejectedBy()).isEqualTo(DeviceRejected.By.VALIDATOR);
        assertThat(rejected.code()).isEqualTo(FailureCode.UNEXPECTED_ERROR);
        assertThat(rejected.requestId()).isEqualTo(requestId);
        assertThat(rejected.findings())
                .containsExactly(new Finding(FailureCode.UNEXPECTED_ERROR, "Request ID " + requestId));
    }

    private ProducerRecord<byte[], byte[]> good(int line) {
        var row = Row.tuple("Contoso", "Model-1", "SN-000123")
                .submission(new SubmissionId(registration, 1, line))
                .submitted();
        return about(line, EventJson.write(row));
    }

    private ProducerRecord<byte[], byte[]> about(int line, byte[] value) {
        return withHeaders(new ProducerRecord<>(SUBMITTED, 0, DEVICE.toString().getBytes(UTF_8), value), line);
    }

    private ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record, int line) {
        record.headers().add("muster-tenant", "contoso".getBytes(UTF_8));
        record.headers().add("muster-submission", (registration + "/1/" + line).getBytes(UTF_8));
        record.headers().add("traceparent", ("00-" + TRACE + "-00f067aa0ba902b7-01").getBytes(UTF_8));
        return record;
    }

    /** The events about rows of this test's upload. */
    private List<Event> told(Topic topic, int count) {
        var told = probe.await(
                topic,
                count,
                event -> event instanceof SubmissionEvent about
                        && about.submission().registration().equals(registration));
        assertThat(told).hasSize(count);
        return told;
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(List<RecordMetadata> from, int count) {
        var offsets =
                from.stream().map(record -> String.valueOf(record.offset())).toList();
        return probe.awaitRecords(DEAD, count, letter -> offsets.contains(header(letter, "muster-dead-letter-offset")));
    }

    private static UUID requestId(RecordMetadata record) {
        return RequestId.of("muster.validator", record.topic(), record.partition(), record.offset());
    }

    private static int line(Event event) {
        return event instanceof DeviceValidated validated
                ? validated.submission().row()
                : ((DeviceRejected) event).submission().row();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Records.headers(record).get(name);
    }
}
