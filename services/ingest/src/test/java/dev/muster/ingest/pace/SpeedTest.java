package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SpeedTest {

    private final Speed speed = new Speed(Duration.ofSeconds(1));

    @Test
    void isNothingWhileAStageIsTooFarBehind() {
        assertThat(speed.allowed(Duration.ofMillis(1_001), OptionalDouble.of(4_000), true))
                .isZero();
        assertThat(speed.allowed(Duration.ofSeconds(1), OptionalDouble.of(4_000), true))
                .isPositive();
    }

    @Test
    void comesDownToALittleMoreThanBusyStagesGetThrough() {
        assertThat(after(50, Duration.ofMillis(800), OptionalDouble.of(4_000), true))
                .isBetween(4_900.0, 5_100.0);
    }

    @Test
    void growsAgainWhileTheStagesAreNotBusyAndMoreIsWaiting() {
        double slow = after(100, Duration.ofMillis(900), OptionalDouble.of(0), true);
        assertThat(after(24, Duration.ofMillis(200), OptionalDouble.of(600), true))
                .as("doubled in two seconds and a half")
                .isGreaterThan(2 * slow);
        assertThat(after(1_000, Duration.ZERO, OptionalDouble.empty(), true)).isLessThan(2_000_000);
    }

    @Test
    void staysAsItIsWhileNobodyWaits() {
        double before = after(1, Duration.ZERO, OptionalDouble.empty(), false);
        assertThat(after(50, Duration.ofMillis(300), OptionalDouble.of(10), false))
                .isEqualTo(before);
    }

    @Test
    void neverDriesUp() {
        after(100, Duration.ofMillis(900), OptionalDouble.of(0), true);
        assertThat(speed.allowed(Duration.ZERO, OptionalDouble.empty(), false)).isGreaterThanOrEqualTo(500);
    }

    private double after(int ticks, Duration behind, OptionalDouble seen, boolean wanted) {
        double allowed = 0;
        for (int i = 0; i < ticks; i++) {
            allowed = speed.allowed(behind, seen, wanted);
        }
        return allowed;
    }
}
