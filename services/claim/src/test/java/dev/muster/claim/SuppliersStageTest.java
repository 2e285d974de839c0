package dev.muster.claim;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.claim.ledger.Asks;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.StagePauseChanged;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Suppliers' declarations, settings and waiting rows, from topic to topic. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class SuppliersStageTest {

    /** More than two portions. */
    private static final int MANY = 1200;

    @Inject
    LedgerStore ledger;

    @Inject
    Waiting waiting;

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

    @Test
    void registersARowOnceItsManifestHasCome() throws Exception {
        probe.send(row);
        until(waiting(device), 1);

        probe.send(Asks.shipped("oem", 1, device, patient));

        var claimed = (DeviceClaimed) told(Topic.DEVICE_OWNERSHIP, device).getFirst();
        assertThat(claimed.submission()).isEqualTo(row.submission());
        assertThat(claimed.sequence()).isEqualTo(1);
        until(waiting(device), 0);
    }

    @Test
    void refusesARowWhoseManifestHasNotCome() throws Exception {
        probe.send(row);
        until(waiting(device), 1);

        overdue(device);

        var rejected = (DeviceRejected) told(Topic.DEVICE_REJECTED, device).getFirst();
        assertThat(rejected.findings())
                .containsExactly(new Finding(FailureCode.DEVICE_NOT_FOUND, "no supplier has declared this device"));
        assertThat(rejected.columns()).isEqualTo(row.columns());
        until(waiting(device), 0);
    }

    @Test
    void decidesManyRowsOfADeviceOnceEachAndInOrderOnceItsManifestHasCome() throws Exception {
        probe.send(many());
        until(waiting(device), MANY);

        probe.send(Asks.shipped("oem", 1, device, patient));

        until(waiting(device), 0);
        var claimed = (DeviceClaimed) told(Topic.DEVICE_OWNERSHIP, device).getFirst();
        assertThat(claimed.submission()).isEqualTo(new SubmissionId(upload, 1, 2));
        var refused = refused(MANY - 1);
        assertThat(refused).extracting(DeviceRejected::code).containsOnly(FailureCode.DUPLICATE_IN_UPLOAD);
        assertThat(refused)
                .extracting(rejected -> rejected.submission().row())
                .containsExactlyElementsOf(IntStream.range(3, MANY + 2).boxed().toList());
    }

    @Test
    void refusesManyRowsOfADeviceOnceEachAndInOrderWhenTheirTimeHasPassed() throws Exception {
        probe.send(many());
        until(waiting(device), MANY);

        overdue(device);

        until(waiting(device), 0);
        var refused = refused(MANY);
        assertThat(refused).extracting(DeviceRejected::code).containsOnly(FailureCode.DEVICE_NOT_FOUND);
        assertThat(refused)
                .extracting(rejected -> rejected.submission().row())
                .containsExactlyElementsOf(IntStream.range(2, MANY + 2).boxed().toList());
    }

    @Test
    void tellsWhatAProcessDecidedThatDidNotLiveToTellIt() throws Exception {
        probe.send(row);
        until(waiting(device), 1);
        var decided = ledger.settle(
                List.of(device), Instant.now().plus(Duration.ofDays(6)).truncatedTo(ChronoUnit.MILLIS));

        overdue(device);

        assertThat(told(Topic.DEVICE_REJECTED, device)).isEqualTo(decided.told().getFirst());
        until(waiting(device), 0);
    }

    @Test
    void decidesNothingThatIsOverdueWhileTheStageIsToPause() throws Exception {
        probe.send(row);
        until(waiting(device), 1);
        try {
            probe.send(pause(true));
            while (metric("muster_stage_paused") != 1) {
                Thread.sleep(50);
            }
            overdue(device);

            waiting.settleOverdue();

            assertThat(Tables.count("select count(*) from entry where device_id = '" + device + "'"))
                    .isZero();
        } finally {
            probe.send(pause(false));
        }
        assertThat(told(Topic.DEVICE_REJECTED, device)).hasSize(1);
    }

    @Test
    void tellsOperatorsOfAnOwnerWhoIsNotTheBuyer() {
        probe.send(Asks.hashed("contoso", new SubmissionId(upload, 1, 2), device));
        told(Topic.DEVICE_OWNERSHIP, device);

        probe.send(Asks.shipped("oem-" + upload, 1, device, "fabrikam"));

        var contest = (DeviceContested) told(Topic.DEVICE_CONTESTED, device).getFirst();
        assertThat(contest.owner()).isEqualTo("contoso");
        assertThat(contest.soldTo()).isEqualTo("fabrikam");
        assertThat(metric("muster_contested_devices_total")).isPositive();
    }

    @Test
    void countsATenantThatTriesOutDevicesOfOthers() {
        var owned = new ArrayList<Event>();
        var tried = new ArrayList<Event>();
        for (int i = 0; i < 20; i++) {
            UUID one = UUID.randomUUID();
            owned.add(Asks.hashed("contoso", new SubmissionId(upload, 1, i + 2), one));
            tried.add(
                    Asks.hashed("prober-" + upload, new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, i + 2), one));
        }
        double before = metric("muster_probing_detected_total");
        probe.send(owned.toArray(Event[]::new));
        probe.await(
                Topic.DEVICE_OWNERSHIP,
                20,
                event -> event instanceof DeviceClaimed claimed
                        && claimed.registrationId().equals(upload));

        probe.send(tried.toArray(Event[]::new));

        probe.await(Topic.DEVICE_REJECTED, 20, event -> event.tenant().equals("prober-" + upload));
        assertThat(metric("muster_probing_detected_total")).isEqualTo(before + 1);
        assertThat(metric("muster_probing_tenants")).isPositive();
    }

    private Event[] many() {
        return IntStream.range(2, MANY + 2)
                .mapToObj(line -> Asks.tuple(patient, new SubmissionId(upload, 1, line), device))
                .toArray(Event[]::new);
    }

    /** The refusals for the device by their numbers: those of a manifest and those after it are told side by side. */
    private List<DeviceRejected> refused(int count) {
        var refused =
                probe.await(Topic.DEVICE_REJECTED, count, event -> event.key().equals(device.toString()));
        assertThat(refused).hasSize(count);
        return refused.stream()
                .map(DeviceRejected.class::cast)
                .sorted(Comparator.comparing(DeviceRejected::sequence))
                .toList();
    }

    private static StagePauseChanged pause(boolean paused) {
        return new StagePauseChanged(
                UUID.randomUUID(), "operations", "claim", paused, List.of(), "operator-1", Instant.now());
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
