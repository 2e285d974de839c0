package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.event.StagePauseChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AskedTest {

    private final Asked asked = new Asked();

    @Test
    void keepsTheLastOfEachKey() {
        asked.learn(change("claim", true));
        asked.learn(change("status", true));
        var last = change("claim", false);
        asked.learn(last);

        assertThat(asked.latest("stage:claim")).contains(last);
        assertThat(asked.latest("stage:status")).isPresent();
        assertThat(asked.latest("stage:validator")).isEmpty();
    }

    @Test
    void letsNobodyGoOnBeforeItIsKnownWhatIsAsked() {
        var waiting = CompletableFuture.runAsync(() -> asked.await(() -> true));
        asked.learn(change("claim", true));
        assertThat(waiting).isNotDone();

        asked.know();

        waiting.join();
        assertThat(asked.isKnown()).isTrue();
    }

    @Test
    void letsWaitersGoInVainWhenTheServiceStops() {
        var waiting = CompletableFuture.runAsync(() -> asked.await(() -> false));

        asked.stop();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(CancellationException.class);
    }

    private static StagePauseChanged change(String stage, boolean paused) {
        return new StagePauseChanged(
                UUID.randomUUID(), "operations", stage, paused, List.of(), "someone", Instant.EPOCH);
    }
}
