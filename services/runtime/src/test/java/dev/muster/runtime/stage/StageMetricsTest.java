package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.tracing.BatchTrace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:10Z");
    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final SubmissionId ROW = new SubmissionId(UUID.randomUUID(), 1, 2);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void areThereAsZeroFromTheStart() {
        stage("claim");

        assertThat(registry.get("muster.dead.letters").counter().count()).isZero();
        assertThat(registry.get("muster.stage.retries")
                        .tag("reason", "outage")
                        .counter()
                        .count())
                .isZero();
        assertThat(registry.get("muster.stage.waiting").gauge().value()).isZero();
        assertThat(registry.get("muster.stage.batch.size").summary().count()).isZero();
    }

    @Test
    void haveEveryReasonToRefuseARowAsZeroFromTheStart() {
        var unused = new Outcomes("validator", registry);

        assertThat(registry.find("muster.stage.outcomes")
                        .tag("event", "device-rejected")
                        .counters())
                .extracting(counter -> counter.getId().getTag("code"))
                .containsExactlyInAnyOrder(
                        Stream.of(FailureCode.values()).map(FailureCode::code).toArray(String[]::new));
    }

    @Test
    void haveNoneInAServiceThatRefusesNoRows() {
        var unused = new Outcomes("status", registry);

        assertThat(registry.find("muster.stage.outcomes").counters()).isEmpty();
    }

    @Test
    void countOutcomesByKindAndCode() {
        new Outcomes("claim", registry).told(List.of(claimed(NOW), claimed(NOW), unexpected()));

        assertThat(registry.counter("muster.stage.outcomes", "event", "device-claimed", "code", "none")
                        .count())
                .isEqualTo(2);
        assertThat(registry.counter("muster.stage.outcomes", "event", "device-rejected", "code", "unexpected-error")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void timeARowFromItsReceiptUntilTheLastStageHasShownIt() {
        stage("status").shown(List.of(received(claimed(NOW.minusSeconds(4))), received(unexpected())));

        var timer = registry.get("muster.upload.to.final").timer();
        assertThat(timer.count()).as("an unexpected error is not final").isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void timeNothingThatIsStillToComeByThisClock() {
        stage("status").shown(List.of(received(claimed(NOW.plusSeconds(4)))));

        assertThat(registry.get("muster.upload.to.final").timer().totalTime(TimeUnit.SECONDS))
                .isZero();
    }

    @Test
    void leaveThatToTheLastStage() {
        stage("claim").shown(List.of(received(claimed(NOW))));

        assertThat(registry.find("muster.upload.to.final").timer()).isNull();
    }

    private StageMetrics stage(String service) {
        var clock = Clock.offset(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ZERO);
        return new StageMetrics(service, new Store().patience(), clock, registry);
    }

    private static Received received(Event event) {
        return new Received(
                event, new ConsumerRecord<>("muster.facts", 0, 0, new byte[0], new byte[0]), BatchTrace.NONE);
    }

    private static DeviceRejected unexpected() {
        return DeviceRejected.unexpected(
                ROW, "contoso", DEVICE, DeviceRejected.By.VALIDATOR, UUID.randomUUID(), NOW.minusSeconds(1));
    }

    private static DeviceClaimed claimed(Instant submittedAt) {
        return new DeviceClaimed(
                ROW,
                "contoso",
                null,
                DEVICE,
                1,
                "Contoso",
                null,
                "SN-1",
                NOW,
                ROW.registration(),
                null,
                null,
                null,
                submittedAt,
                "user-7",
                List.of());
    }
}
