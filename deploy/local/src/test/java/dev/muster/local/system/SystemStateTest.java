package dev.muster.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemStateTest {
    private static final SystemState.Entry SELF = SystemState.Entry.of("supervisor", ProcessHandle.current(), 0, true);

    @TempDir
    private Path directory;

    @Test
    void isReadAsItWasWritten() {
        var state = new SystemState(SELF, true, List.of(entry("kafka", 9092), entry("claim", 8083)));
        var file = directory.resolve("state.json");
        state.write(file);
        assertThat(SystemState.read(file)).contains(state);
    }

    @Test
    void isNothingWhereThereIsNoFileOrAnUnreadableOne() throws Exception {
        assertThat(SystemState.read(directory.resolve("state.json"))).isEmpty();
        assertThat(SystemState.read(Files.writeString(directory.resolve("broken.json"), "{\"superv")))
                .isEmpty();
    }

    @Test
    void givesTheAddressesOfWhatRuns() {
        var state = new SystemState(
                SELF, true, List.of(entry("kafka", 1), entry("postgres", 2), entry("claim", 3), entry("claim-2", 4)));
        assertThat(state.kafka()).isEqualTo("127.0.0.1:1");
        assertThat(state.jdbc()).isEqualTo("jdbc:postgresql://127.0.0.1:2/muster?user=postgres");
        assertThat(state.services())
                .containsExactly(Map.entry("claim", "http://127.0.0.1:3"), Map.entry("claim-2", "http://127.0.0.1:4"));
    }

    @Test
    void knowsItsProcessFromALaterOneWithTheSameId() {
        assertThat(SELF.running()).isPresent();
        var other = new SystemState.Entry("claim", SELF.pid(), SELF.startedAt() - 60_000, 8083, true);
        assertThat(other.running()).isEmpty();
        assertThat(new SystemState.Entry("claim", 0, 0, 8083, false).running()).isEmpty();
    }

    private static SystemState.Entry entry(String name, int port) {
        return new SystemState.Entry(name, 4711, 99, port, true);
    }
}
