package dev.muster.operations.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionLagTest {

    private static final Duration SPAN = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:30Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "catches up,      '0/100 20/110 40/120 60/130', 1.0, 2.0, 70.0",
        "all read,        '5/5 5/5 5/5 10/10',          0.1666, 0.1666, 0.0",
        "falls behind,    '0/10 10/30 20/50 30/70',     2.0, 1.0, ",
        "stands still,    '5/10 5/10 5/10 5/10',        0.0, 0.0, ",
        "was moved back,  '50/50 0/50 0/50 0/50',       0.0, 0.0, ",
        "was seen once,   '5/10',                       0.0, 0.0, "
    })
    void hasTheRatesOfItsWindowAndTheTimeToDrain(String what, String window, double in, double out, Double drain) {
        var lag = lag(LagStateTest.window(window), OptionalLong.empty(), null);

        assertThat(lag.rateIn()).isCloseTo(in, within(0.001));
        assertThat(lag.rateOut()).isCloseTo(out, within(0.001));
        assertThat(lag.drainSeconds()).isEqualTo(drain);
    }

    @Test
    void isAsOldAsTheOldestUnreadRecord() {
        var unread = OptionalLong.of(NOW.minusSeconds(90).toEpochMilli());

        assertThat(lag(LagStateTest.window("0/9 1/9 2/9 3/9"), unread, null).lagSeconds())
                .isEqualTo(90);
        assertThat(lag(LagStateTest.window("0/9 1/9 2/9 9/9"), OptionalLong.empty(), null)
                        .lagSeconds())
                .isZero();
        assertThat(lag(LagStateTest.window("0/9 1/9 2/9 3/9"), OptionalLong.empty(), null)
                        .lagSeconds())
                .isNull();
    }

    @Test
    void isNeverNegativeThoughAClockRunsAhead() {
        var unread = OptionalLong.of(NOW.plusSeconds(90).toEpochMilli());

        assertThat(lag(LagStateTest.window("0/9 1/9 2/9 3/9"), unread, null).lagSeconds())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"3600, 0.5, OK", "3601, 0.50013, WARN", "7300, 1.0138, WARN"})
    void warnsOnceItIsOlderThanHalfTheRetention(long age, double share, LagState expected) {
        var unread = OptionalLong.of(NOW.minusSeconds(age).toEpochMilli());

        var lag = lag(LagStateTest.window("0/9 1/9 2/9 3/9"), unread, Duration.ofHours(2));

        assertThat(lag.retentionShare()).isCloseTo(share, within(0.001));
        assertThat(lag.state()).isEqualTo(expected);
    }

    @Test
    void ofAGroupIsTheWorstOfItsPartitions() {
        var stalled = lag(
                LagStateTest.window("5/10 5/10 5/10 5/10"),
                OptionalLong.of(NOW.minusSeconds(7).toEpochMilli()),
                null);
        var fine = lag(
                LagStateTest.window("0/9 1/9 2/9 3/9"),
                OptionalLong.of(NOW.minusSeconds(20).toEpochMilli()),
                null);

        var group = GroupLag.of("muster.claim", false, 2, List.of(fine, stalled));

        assertThat(group.state()).isEqualTo(LagState.STALLED);
        assertThat(group.lag()).isEqualTo(11);
        assertThat(group.lagSeconds()).isEqualTo(20);
    }

    @Test
    void ofAGroupWithoutPartitionsIsNothing() {
        var group = GroupLag.of("muster.claim", true, 0, List.of());

        assertThat(group.state()).isEqualTo(LagState.OK);
        assertThat(group.lag()).isZero();
        assertThat(group.lagSeconds()).isNull();
    }

    @Test
    void isJudgedOverAWindowThatSlides() {
        var window = new Window(SPAN);
        for (int i = 0; i < 20; i++) {
            window.add(new Observation(NOW.plusSeconds(10L * i), i, 100));
        }

        assertThat(window.observations()).extracting(Observation::committed).containsExactly(16L, 17L, 18L, 19L);
    }

    private static PartitionLag lag(List<Observation> window, OptionalLong unread, Duration retention) {
        return PartitionLag.of("muster.device.validated.v1", 3, window, unread, retention, SPAN);
    }
}
