package dev.muster.validator;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.testing.Backing;
import dev.muster.testing.Hashes;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the stage makes of rows, on a real broker. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ValidatorStageTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String HASH = Hashes.of("Contoso", "Model-1", "SN-000123");

    private final TopicProbe probe = new TopicProbe();
    private final SubmissionId submission = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void tellsOfARowThatNamesADevice() {
        var row = Row.tuple("Fabrikam", "Model-1", "SN-000123")
                .column("Group Tag", "Kiosk")
                .column("Assigned User", "ann@contoso.example")
                .hash(HASH)
                .submission(submission)
                .submitted();

        var told = (DeviceValidated)
                EventJson.read(submit(row, "muster.device.validated.v1").value());

        assertThat(told)
                .isEqualTo(new DeviceValidated(
                        submission,
                        "contoso",
                        null,
                        row.deviceId(),
                        "Contoso",
                        "Model-1",
                        "SN-000123",
                        true,
                        told.smbiosUuid(),
                        "Kiosk",
                        "ann@contoso.example",
                        "PO-1",
                        null,
                        row.submittedAt(),
                        "user-7",
                        told.decidedAt(),
                        List.of(new Warning(
                                "manufacturer-differs",
                                "Manufacturer is Fabrikam in the row, Contoso in the hash; the hash's was kept")),
                        row.columns()));
        assertThat(told.smbiosUuid()).isNotNull();
        assertThat(told.decidedAt()).isAfter(row.submittedAt());
    }

    @Test
    void leavesTheHashBehind() {
        var record = submit(Row.row().hash(HASH).submission(submission).submitted(), "muster.device.validated.v1");

        assertThat(new String(record.value(), UTF_8)).doesNotContain(HASH).doesNotContain(HASH.substring(0, 40));
    }

    @Test
    void givesTheEventItsHeadersAndContinuesTheTrace() {
        var row = Row.row().hash(HASH).submission(submission).submitted();

        var record = submit(row, "muster.device.validated.v1");

        assertThat(new String(record.key(), UTF_8)).isEqualTo(row.deviceId().toString());
        var headers = Records.headers(record);
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_id", submission + "/validated")
                .containsEntry("ce_type", "dev.muster.device-validated.v1")
                .containsEntry("ce_source", "/muster/validator")
                .containsEntry("ce_time", EventJson.read(record.value()).time().toString())
                .containsEntry("ce_subject", row.deviceId().toString())
                .containsEntry("content-type", "application/json")
                .containsEntry("muster-tenant", "contoso")
                .containsEntry("muster-submission", submission.toString());
        assertThat(headers).containsEntry("traceparent", "00-" + TRACE + "-" + SPAN + "-01");
    }

    @Test
    void tellsAllThatIsWrongWithARowAndGivesItBackWhole() {
        var row = Row.row()
                .serialNumber("None")
                .hash("dGhpc2RldmljZWlzYW5tbWRkZXZpY2U")
                .submission(submission)
                .submitted();

        var record = submit(row, "muster.device.rejected.v1");

        var told = (DeviceRejected) EventJson.read(record.value());
        assertThat(told.rejectedBy()).isEqualTo(DeviceRejected.By.VALIDATOR);
        assertThat(told.code()).isEqualTo(FailureCode.SAMPLE_DATA);
        assertThat(told.findings())
                .extracting(Finding::code)
                .containsExactly(
                        FailureCode.SAMPLE_DATA,
                        FailureCode.HARDWARE_HASH_NOT_VALID,
                        FailureCode.SERIAL_NUMBER_NOT_USABLE);
        assertThat(told.columns())
                .containsExactly(
                        Map.entry("Device Serial Number", "None"),
                        Map.entry("Hardware Hash", "dGhpc2RldmljZWlzYW5tbWRkZXZpY2U"));
        assertThat(told.requestId()).isNull();
        assertThat(Records.headers(record))
                .containsEntry("ce_type", "dev.muster.device-rejected.v1")
                .containsEntry("muster-tenant", "contoso")
                .containsEntry("muster-submission", submission.toString());
        assertThat(Records.headers(record).get("traceparent")).startsWith("00-" + TRACE);
    }

    @Test
    void saysTheSameAgainWhenARowIsDeliveredAgain() {
        var row = Row.tuple("Contoso", "Model-1", "SN-7").submission(submission).submitted();
        probe.send(row, row);

        var told = awaitAbout(submission, "muster.device.validated.v1", 2).stream()
                .map(record -> (DeviceValidated) EventJson.read(record.value()))
                .toList();

        assertThat(told).extracting(DeviceValidated::id).containsOnly(submission + "/validated");
        assertThat(told.get(0))
                .usingRecursiveComparison()
                .ignoringFields("decidedAt")
                .isEqualTo(told.get(1));
    }

    @Test
    void isReadyAndSaysWhy() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'dependencies' }.data.kafka", equalTo("answers"));
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void answersWithMetricsAndAnApiDescription() {
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("muster_stage_batch_size"))
                .body(containsString("muster_stage_latency"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3"));
    }

    /** Writes the row as ingest does; gives the record that the stage writes about it. */
    private ConsumerRecord<byte[], byte[]> submit(DeviceSubmitted row, String topic) {
        var record = new ProducerRecord<>(
                "muster.device.submitted.v1", row.deviceId().toString().getBytes(UTF_8), EventJson.write(row));
        record.headers().add("traceparent", ("00-" + TRACE + "-" + SPAN + "-01").getBytes(UTF_8));
        probe.send(record);
        return awaitAbout(row.submission(), topic, 1).getFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitAbout(SubmissionId about, String topic, int count) {
        return probe.awaitRecords(
                topic,
                count,
                record -> about.toString().equals(Records.headers(record).get("muster-submission")));
    }
}
