package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final int PACED = 1_000_000;

    /** Without stages, each watch fails at once. */
    private final Pace pace = new Pace(null, Limits.defaults(), new SimpleMeterRegistry());

    @Test
    void keepsNobodyWaitingWhereTheWatchFails() {
        for (int i = 0; i < 3; i++) {
            var sent = CompletableFuture.runAsync(
                    () -> pace.inTurn("a", PACED, 10, () -> CompletableFuture.completedFuture(null))
                            .join());
            assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}
