package dev.muster.claim;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.claim.ledger.Asks;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.RequestId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ledger tells, on a real broker and a real database. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ClaimStageTest {

    private final TopicProbe probe = new TopicProbe();
    private final UUID upload = Uuids.timeOrdered(Instant.now());
    private final UUID device = DeviceId.of("Contoso", upload.toString());

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void tellsThatADeviceIsClaimed() {
        probe.send(Asks.hashed("contoso", row(2), device));

        var claimed = (DeviceClaimed) owned(1).getFirst();

        assertThat(claimed.submission()).isEqualTo(row(2));
        assertThat(claimed.tenant()).isEqualTo("contoso");
        assertThat(claimed.deviceId()).isEqualTo(device);
        assertThat(claimed.sequence()).isEqualTo(1);
        assertThat(claimed.registrationId()).isEqualTo(upload);
        assertThat(claimed.serialNumber()).isEqualTo("SN-000123");
        assertThat(claimed.decidedAt()).isAfter(claimed.submittedAt());
    }

    @Test
    void refusesForEachReasonInTheOrderOfTheLedger() {
        var later = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);
        var foreign = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);
        probe.send(
                Asks.hashed("contoso", row(2), device),
                Asks.hashed("contoso", row(9), device),
                Asks.hashed("contoso", later, device),
                Asks.hashed("fabrikam", foreign, device));

        var rejected = rejected(3);

        assertThat(rejected)
                .extracting(DeviceRejected::code)
                .containsExactly(
                        FailureCode.DUPLICATE_IN_UPLOAD,
                        FailureCode.DEVICE_ALREADY_REGISTERED,
                        FailureCode.DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION);
        assertThat(rejected).extracting(DeviceRejected::submission).containsExactly(row(9), later, foreign);
        assertThat(rejected).extracting(DeviceRejected::sequence).containsExactly(2L, 3L, 4L);
        assertThat(rejected.getFirst().findings())
                .containsExactly(new Finding(FailureCode.DUPLICATE_IN_UPLOAD, "first on line 2"));
    }

    @Test
    void refusesARowWithoutAHashThatNoSupplierHasDeclared() {
        probe.send(Asks.tuple("contoso", row(2), device));

        assertThat(rejected(1).getFirst().code()).isEqualTo(FailureCode.DEVICE_NOT_FOUND);
    }

    @Test
    void tellsTheSameDecisionWordForWordWhenAnAskIsDeliveredAgain() {
        var claim = Asks.hashed("contoso", row(2), device);
        var duplicate = Asks.hashed("contoso", row(3), device);
        probe.send(claim, duplicate);
        owned(1);
        rejected(1);

        probe.send(claim, duplicate, claim);

        var claimed = owned(3);
        assertThat(claimed).containsOnly(claimed.getFirst());
        var rejected = rejected(2);
        assertThat(rejected).containsOnly(rejected.getFirst());
    }

    @Test
    void letsAnotherClaimADeviceOnceItsOwnerHasReleasedIt() {
        var foreign = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);
        UUID notOurs = UUID.randomUUID();
        UUID ours = UUID.randomUUID();
        probe.send(Asks.hashed("contoso", row(2), device));
        owned(1);
        probe.send(Asks.release("fabrikam", notOurs, device), Asks.release("contoso", ours, device));
        owned(3);
        probe.send(Asks.hashed("fabrikam", foreign, device));

        var told = owned(4);

        assertThat(told.get(1))
                .isEqualTo(new DeviceReleaseRefused(
                        notOurs,
                        "fabrikam",
                        null,
                        device,
                        2,
                        "not-yours",
                        told.get(1).time()));
        assertThat(told.get(2))
                .isEqualTo(new DeviceReleased(
                        ours, "contoso", null, device, 3, told.get(2).time()));
        assertThat(told.get(3)).isInstanceOfSatisfying(DeviceClaimed.class, claimed -> {
            assertThat(claimed.tenant()).isEqualTo("fabrikam");
            assertThat(claimed.sequence()).isEqualTo(4);
        });
    }

    @Test
    void setsAsideAnAskWhoseDecisionIsAboutAnotherDevice() {
        UUID other = DeviceId.of("Fabrikam", upload.toString());
        probe.send(Asks.hashed("contoso", row(2), device));
        owned(1);

        probe.send(Asks.hashed("contoso", row(2), other), Asks.hashed("contoso", row(3), other));

        var letter = probe.awaitRecords(
                        "muster.claim.dead-letter.v1",
                        1,
                        record -> (upload + "/1/2").equals(header(record, "muster-submission")))
                .getFirst();
        assertThat(header(letter, "muster-dead-letter-reason")).contains("decided about another device");
        UUID requestId = RequestId.of(
                "muster.claim",
                header(letter, "muster-dead-letter-topic"),
                Integer.parseInt(header(letter, "muster-dead-letter-partition")),
                Long.parseLong(header(letter, "muster-dead-letter-offset")));
        var unexpected = rejected(1).getFirst();
        assertThat(unexpected.code()).isEqualTo(FailureCode.UNEXPECTED_ERROR);
        assertThat(unexpected.requestId()).isEqualTo(requestId);
        assertThat(unexpected.rejectedBy()).isEqualTo(DeviceRejected.By.CLAIM);
        var claimed = (DeviceClaimed)
                probe.await(Topic.DEVICE_OWNERSHIP, 1, event -> event.key().equals(other.toString()))
                        .getFirst();
        assertThat(claimed.submission()).isEqualTo(row(3));
        assertThat(claimed.sequence()).isEqualTo(1);
    }

    @Test
    void isReadyAndDescribesItself() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'dependencies' }.data.kafka", equalTo("answers"))
                .body("checks.find { it.name == 'dependencies' }.data.postgresql", equalTo("answers"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("muster_stage_latency"));
        given().get("/q/openapi").then().statusCode(200).body(containsString("openapi: 3"));
    }

    private SubmissionId row(int line) {
        return new SubmissionId(upload, 1, line);
    }

    private List<Event> owned(int count) {
        var told =
                probe.await(Topic.DEVICE_OWNERSHIP, count, event -> event.key().equals(device.toString()));
        assertThat(told).hasSize(count);
        return told;
    }

    /** What was refused of this test's device, or of this test's upload. */
    private List<DeviceRejected> rejected(int count) {
        var told = probe.await(
                Topic.DEVICE_REJECTED,
                count,
                event -> event instanceof DeviceRejected rejected
                        && (rejected.deviceId().equals(device)
                                || rejected.submission().registration().equals(upload)));
        assertThat(told).hasSize(count);
        return told.stream().map(event -> (DeviceRejected) event).toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
