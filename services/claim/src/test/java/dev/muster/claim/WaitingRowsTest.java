package dev.muster.claim;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.claim.ledger.Asks;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.StagePauseChanged;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.RequestId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that wait for their manifest: the trace that they go on in, and those that nobody can decide. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class WaitingRowsTest {

    private static final String UPLOADS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String MANIFESTS_TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final TopicProbe probe = new TopicProbe();
    private final UUID upload = Uuids.timeOrdered(Instant.now());
    private final String patient = "patient-" + upload;
    private final UUID device = DeviceId.of("Contoso", upload.toString());
    private final DeviceValidated row = Asks.tuple(patient, new SubmissionId(upload, 1, 2), device);

    @BeforeEach
    void letThePatientWait() throws Exception {
        probe.send(new TenantSettingsChanged(patient, null, 1, 5, List.of(), "user-7", Instant.now()));
        until("select count(*) from setting where key = 'tenant:" + patient + "'", 1);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"time", "manifest", "manifest in the same batch"})
    void goesOnInTheTraceOfItsUploadWhateverDecidesIt(String decidedBy) throws Exception {
        var manifest = Traced.record(Asks.shipped("oem", 1, device, patient), MANIFESTS_TRACE);
        switch (decidedBy) {
            case "time" -> {
                probe.send(Traced.record(row, UPLOADS_TRACE));
                until(waiting(device), 1);
                overdue(device);
            }
            case "manifest" -> {
                probe.send(Traced.record(row, UPLOADS_TRACE));
                until(waiting(device), 1);
                probe.send(manifest);
            }
            default ->
                whilePaused(() -> {
                    probe.send(Traced.record(row, UPLOADS_TRACE));
                    probe.send(manifest);
                });
        }

        var topic = decidedBy.equals("time") ? "muster.device.rejected.v1" : "muster.device.ownership.v1";
        var told = probe.awaitRecords(topic, 1, record -> device.toString().equals(text(record.key())));

        assertThat(header(told.getFirst(), "traceparent")).startsWith("00-" + UPLOADS_TRACE);
    }

    @Test
    void setsARowAsideThatCannotBeDecidedAndDecidesAllOthers() throws Exception {
        var other = DeviceId.of("Fabrikam", upload.toString());
        var ofTheSameDevice = Asks.tuple(patient, new SubmissionId(upload, 1, 4), device);
        var sent = Traced.record(row, UPLOADS_TRACE);
        var place = probe.send(sent);
        probe.send(ofTheSameDevice, Asks.tuple(patient, new SubmissionId(upload, 1, 3), other));
        until(waiting(device), 2);
        until(waiting(other), 1);
        double before = metric("muster_dead_letters_total");

        unreadable(row);
        overdue(other);
        overdue(device);

        var letter = letter(row);
        assertThat(letter.value()).isEqualTo(sent.value());
        assertThat(header(letter, "muster-dead-letter-tries")).isEqualTo("3");
        assertThat(header(letter, "muster-dead-letter-topic")).isEqualTo(place.topic());
        assertThat(header(letter, "muster-dead-letter-offset")).isEqualTo(String.valueOf(place.offset()));
        var told = rejectedOfTheUpload(3);
        assertThat(told)
                .map(rejected ->
                        rejected.submission().row() + " " + rejected.code().code())
                .containsExactlyInAnyOrder("2 unexpected-error", "3 device-not-found", "4 device-not-found");
        var requestId = RequestId.of("muster.claim", place.topic(), place.partition(), place.offset());
        assertThat(header(letter, "muster-dead-letter-request-id")).isEqualTo(requestId.toString());
        assertThat(told).anyMatch(rejected -> requestId.equals(rejected.requestId()));
        until(waiting(device), 0);
        assertThat(metric("muster_dead_letters_total")).isEqualTo(before + 1);
    }

    @Test
    void setsARowAsideAsTheLedgerHasKeptItOnceItsTopicHasNot() throws Exception {
        probe.send(Traced.record(row, UPLOADS_TRACE));
        until(waiting(device), 1);

        Tables.change(
                "update hold set event = '{\"type\":\"?\"}', source_offset = -7 where device_id = '" + device + "'");
        overdue(device);

        var letter = letter(row);
        assertThat(text(letter.value())).isEqualTo("{\"type\":\"?\"}");
        assertThat(text(letter.key())).isEqualTo(device.toString());
        assertThat(header(letter, "traceparent")).startsWith("00-" + UPLOADS_TRACE);
        var told = (DeviceRejected) told(Topic.DEVICE_REJECTED, device).getFirst();
        assertThat(told.code()).isEqualTo(FailureCode.UNEXPECTED_ERROR);
        assertThat(told.tenant()).isEqualTo(patient);
        assertThat(told.requestId()).hasToString(header(letter, "muster-dead-letter-request-id"));
    }

    @Test
    void letsAManifestPassARowThatNobodyCanReadAndSetsThatAsideInItsTime() throws Exception {
        var readable = Asks.tuple(patient, new SubmissionId(upload, 1, 3), device);
        probe.send(row, readable);
        until(waiting(device), 2);
        unreadable(row);

        probe.send(Asks.shipped("oem", 1, device, patient));

        var claimed = (DeviceClaimed) told(Topic.DEVICE_OWNERSHIP, device).getFirst();
        assertThat(claimed.submission()).isEqualTo(readable.submission());
        overdue(device);
        assertThat(letter(row).value()).isEqualTo(EventJson.write(row));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void whilePaused(Work work) throws Exception {
        try {
            probe.send(pause(true));
            while (metric("muster_stage_paused") != 1) {
                Thread.sleep(50);
            }
            work.run();
        } finally {
            probe.send(pause(false));
        }
    }

    private ConsumerRecord<byte[], byte[]> letter(DeviceValidated of) {
        return probe.awaitRecords(
                        "muster.claim.dead-letter.v1",
                        1,
                        record -> of.submission().toString().equals(header(record, "muster-submission")))
                .getFirst();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    /** As a defect, or somebody at the database's console, leaves it behind. */
    private static void unreadable(DeviceValidated one) throws SQLException {
        Tables.change("update hold set event = '?' where cause = '"
                + one.submission().registration() + "' and row = "
                + one.submission().row());
    }

    private static StagePauseChanged pause(boolean paused) {
        return new StagePauseChanged(
                UUID.randomUUID(), "operations", "claim", paused, List.of(), "operator-1", Instant.now());
    }

    private List<DeviceRejected> rejectedOfTheUpload(int count) {
        return probe
                .await(
                        Topic.DEVICE_REJECTED,
                        count,
                        event -> event instanceof DeviceRejected rejected
                                && rejected.submission().registration().equals(upload))
                .stream()
                .map(DeviceRejected.class::cast)
                .toList();
    }

    private List<Event> told(Topic topic, UUID of) {
        var told = probe.await(topic, 1, event -> event.key().equals(of.toString()));
        assertThat(told).hasSize(1);
        return told;
    }

    private static String waiting(UUID of) {
        return "select count(*) from hold where device_id = '" + of + "'";
    }

    private static void overdue(UUID of) throws SQLException {
        Tables.change("update hold set held_until = now() - interval '1 minute' where device_id = '" + of + "'");
    }

    /** Waits until {@code sql} counts that many; the test's own limit is the longest wait. */
    private static void until(String sql, long count) throws SQLException, InterruptedException {
        while (Tables.count(sql) != count) {
            Thread.sleep(50);
        }
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
