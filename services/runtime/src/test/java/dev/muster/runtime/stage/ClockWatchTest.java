package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {

    @ParameterizedTest(name = "{0} ms later the clock says {1} ms more")
    @CsvSource({
        "200, 200, 0",
        "200, 199, 1",
        "200, 0, 200",
        "200, -2800, 3000",
        "200, -3599800, 3600000",
        "200, 3600200, -3600000",
        "8000, 8000, 0", // the process was held still
        "0, 60000, -60000", // the machine was asleep, and did not count
    })
    void tellsByHowMuchTheClockWasSetBack(long countedMillis, long saidMillis, long backMillis) {
        var before = new ClockWatch.Look(1_800_000_000_000L, -5_000_000);
        var after = new ClockWatch.Look(
                before.wallMillis() + saidMillis, before.countedNanos() + countedMillis * 1_000_000);

        assertThat(before.setBackUntil(after)).isEqualTo(Duration.ofMillis(backMillis));
    }
}
