package dev.muster.trials.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessesTest {

    @ParameterizedTest
    @CsvSource({
        "'17 (java) S 1 17 17 0 -1 4194560 1 2 3 4 100 20 3 4 20 0 50', 127",
        "'17 (a) b (c) R 1 17 17 0 -1 4194560 1 2 3 4 1 0 0 0 20 0 50', 1"
    })
    void ticksAreOfTheProcessAndItsEndedChildrenWhateverItsName(String stat, long ticks) {
        assertThat(Processes.ticks(stat)).isEqualTo(ticks);
    }

    @Test
    void kilobytesAreThoseOfTheNamedLine() {
        var status = "VmPeak:\t  900 kB\nVmHWM:\t  512 kB\nVmRSS:\t  400 kB\n";
        assertThat(Processes.kilobytes(status, "VmHWM")).hasValue(512);
        assertThat(Processes.kilobytes(status, "Pss")).isEmpty();
    }

    @Test
    void aProcessThatIsGoneHasCostNothing() {
        assertThat(Processes.cpuMicros(Map.of("gone", Long.MAX_VALUE))).isEqualTo(Map.of("gone", 0L));
        assertThat(Processes.peakBytes(Map.of("gone", Long.MAX_VALUE))).isEqualTo(Map.of("gone", 0L));
    }
}
