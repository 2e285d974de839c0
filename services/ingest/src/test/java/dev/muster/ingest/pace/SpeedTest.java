package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private final Speed speed = new Speed(Duration.ofSeconds(1));

    @Test
    void isNothingWhileAStageIsTooFarBehind() {
        assertThat(speed.allowed(Duration.ofMillis(1_001), OptionalDouble.of(4_000)))
                .isZero();
        assertThat(speed.allowed(Duration.ofSeconds(1), OptionalDouble.of(4_000)))
                .isPositive();
    }

    @Test
    void comesDownToALittleMoreThanBusyStagesGetThrough() {
        double allowed = 0;
        for (int i = 0; i < 50; i++) {
            allowed = speed.allowed(Duration.ofMillis(800), OptionalDouble.of(4_000));
        }
        assertThat(allowed).isBetween(4_900.0, 5_100.0);
    }

    @Test
    void growsWithWhatTheStagesGetThrough() {
        for (int i = 0; i < 50; i++) {
            speed.allowed(Duration.ofMillis(800), OptionalDouble.of(4_000));
        }
        double allowed = 0;
        for (int i = 0; i < 50; i++) {
            allowed = speed.allowed(Duration.ofMillis(100), OptionalDouble.of(9_000));
        }
        assertThat(allowed).isBetween(11_000.0, 11_300.0);
    }

    @Test
    void doesNotComeDownBecauseLittleIsSent() {
        double before = speed.allowed(Duration.ZERO, OptionalDouble.empty());
        for (int i = 0; i < 50; i++) {
            speed.allowed(Duration.ofMillis(300), OptionalDouble.of(10));
        }
        assertThat(speed.allowed(Duration.ZERO, OptionalDouble.empty())).isEqualTo(before);
    }

    @Test
    void neverDriesUp() {
        for (int i = 0; i < 100; i++) {
            speed.allowed(Duration.ofMillis(900), OptionalDouble.of(0));
        }
        assertThat(speed.allowed(Duration.ZERO, OptionalDouble.empty())).isGreaterThanOrEqualTo(500);
    }
}
