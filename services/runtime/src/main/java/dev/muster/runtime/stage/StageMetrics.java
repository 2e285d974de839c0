package dev.muster.runtime.stage;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a stage counts and times beside its outcomes; there, as zero, from the start. */
@Startup
@ApplicationScoped
class StageMetrics {

    /** The stage after which a submission is in its final state for those who ask. */
    private static final String LAST = "status";

    private final boolean last;
    private final MeterRegistry registry;
    private final Clock clock;
    private final DistributionSummary batchSize;
    private final Timer latency;
    private final Counter deadLetters;
    private final Counter afterOutage;
    private final Counter afterFailure;
    private final @Nullable Timer uploadToFinal;

    StageMetrics(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Patience patience,
            Clock clock,
            MeterRegistry registry) {
        this.last = service.equals(LAST);
        this.registry = registry;
        this.clock = clock;
        this.batchSize = DistributionSummary.builder("muster.stage.batch.size")
                .description("Records of a batch")
                .register(registry);
        this.latency = Timer.builder("muster.stage.latency")
                .description("From a batch's arrival to the acknowledgement of all that follows from it")
                .serviceLevelObjectives(durations(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000))
                .register(registry);
        this.deadLetters = Counter.builder("muster.dead.letters")
                .description("Records set aside")
                .register(registry);
        this.afterOutage = retries("outage");
        this.afterFailure = retries("failure");
        this.uploadToFinal = last
                ? Timer.builder("muster.upload.to.final")
                        .description("From the receipt of a row to its final state in the read model")
                        .serviceLevelObjectives(
                                durations(250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000))
                        .register(registry)
                : null;
        Gauge.builder("muster.stage.waiting", () -> patience.isWaiting() ? 1 : 0)
                .description("1 while the service waits for the broker or the database")
                .register(registry);
    }

    void processed(int records, Runnable work) {
        batchSize.record(records);
        latency.record(work);
    }

    /** Records processed so far. */
    long processed() {
        return (long) batchSize.totalAmount();
    }

    void setAside() {
        deadLetters.increment();
    }

    void retriedAfterOutage() {
        afterOutage.increment();
    }

    void retriedAfterFailure() {
        afterFailure.increment();
    }

    /** Times what the last stage has shown. */
    void shown(Collection<Received> batch) {
        if (uploadToFinal == null) {
            return;
        }
        Instant now = clock.instant();
        for (var received : batch) {
            Instant submitted = submittedAt(received.event());
            if (submitted != null && !submitted.isAfter(now)) {
                uploadToFinal.record(Duration.between(submitted, now));
            }
        }
    }

    private static @Nullable Instant submittedAt(Event event) {
        return switch (event) {
            case DeviceClaimed claimed -> claimed.submittedAt();
            case DeviceRejected rejected ->
                rejected.code() == FailureCode.UNEXPECTED_ERROR ? null : rejected.submittedAt();
            default -> null;
        };
    }

    private Counter retries(String reason) {
        return Counter.builder("muster.stage.retries")
                .description("Attempts after the first")
                .tag("reason", reason)
                .register(registry);
    }

    private static Duration[] durations(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
