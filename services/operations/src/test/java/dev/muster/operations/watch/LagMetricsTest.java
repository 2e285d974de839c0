package dev.muster.operations.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.operations.lag.LagReport;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagMetricsTest {

    private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");

    private final Hand clock = new Hand();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LagMetrics metrics = new LagMetrics(registry, clock);

    @Test
    void areOldFromTheStartWhereTheBrokerNeverAnswered() {
        clock.now = START.plusSeconds(61);

        assertThat(age()).isEqualTo(61);
    }

    @Test
    void areAsOldAsTheLastReport() {
        metrics.show(new LagReport(START.plusSeconds(50), List.of()));
        clock.now = START.plusSeconds(61);

        assertThat(age()).isEqualTo(11);
    }

    private double age() {
        return registry.get("muster.consumer.report.age.seconds").gauge().value();
    }

    /** A clock that is set by hand. */
    private static final class Hand extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
