package dev.muster.trials.faults.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClockAgentTest {
    /** Stands for a clock: always tells the same time. */
    public static final class Standing implements LongSupplier {
        @Override
        public long getAsLong() {
            return millis();
        }

        long millis() {
            return 1_000;
        }
    }

    @AfterEach
    void clear() {
        System.clearProperty(ClockAgent.AHEAD);
    }

    @Test
    void addsWhatThePropertySays() throws Exception {
        var clock = changed();
        assertThat(clock.getAsLong()).isEqualTo(1_000);
        System.setProperty(ClockAgent.AHEAD, "500");
        assertThat(clock.getAsLong()).isEqualTo(1_500);
        System.setProperty(ClockAgent.AHEAD, "-7200000");
        assertThat(clock.getAsLong()).isEqualTo(-7_199_000);
    }

    private static LongSupplier changed() throws Exception {
        var name = Standing.class.getName();
        byte[] bytes;
        try (var file = Standing.class.getResourceAsStream("ClockAgentTest$Standing.class")) {
            bytes = ClockAgent.ahead(file.readAllBytes(), "millis");
        }
        var loader = new ClassLoader(ClockAgentTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        return (LongSupplier) loader.define().getConstructor().newInstance();
    }
}
