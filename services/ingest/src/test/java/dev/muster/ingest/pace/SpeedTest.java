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
    void comesDownToALittleMoreThanTheStagesGetThrough() {
        after(50, Duration.ofMillis(1_200), OptionalDouble.of(4_000), true);
        assertThat(after(1, Duration.ofMillis(900), OptionalDouble.of(100), false))
                .isBetween(4_390.0, 4_410.0);
    }

    @Test
    void growsForAsLongAsTheStagesFollow() {
        after(100, Duration.ofMillis(1_200), OptionalDouble.of(0), true);
        double slow = after(1, Duration.ZERO, OptionalDouble.empty(), false);
        double twice = after(15, Duration.ofMillis(200), OptionalDouble.of(600), true);
        assertThat(twice).as("doubled in a second and a half").isGreaterThan(2 * slow);
        assertThat(after(80, Duration.ofMillis(700), OptionalDouble.of(600), true))
                .as("and carefully while they are nearly too far behind")
                .isGreaterThan(2 * twice);
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
        after(100, Duration.ofMillis(1_200), OptionalDouble.of(0), true);
        assertThat(speed.allowed(Duration.ZERO, OptionalDouble.empty(), false)).isGreaterThanOrEqualTo(1_000);
    }

    private double after(int ticks, Duration behind, OptionalDouble seen, boolean wanted) {
        double allowed = 0;
        for (int i = 0; i < ticks; i++) {
            allowed = speed.allowed(behind, seen, wanted);
        }
        return allowed;
    }
}
