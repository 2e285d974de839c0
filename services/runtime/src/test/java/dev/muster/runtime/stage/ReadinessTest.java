package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.model.event.StagePauseChanged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final Store store = new Store();
    private final Patience patience = store.patience();
    private final Asked asked = new Asked();
    private final Readiness readiness =
            new Readiness(List.of(store), patience, new StagePause("claim", asked, new SimpleMeterRegistry()));

    @Test
    void isReadyWhileEverythingAnswers() {
        var response = readiness.call();

        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow())
                .containsEntry("store", "answers")
                .containsEntry("waiting", false);
    }

    @Test
    void isNotReadyWhileSomethingDoesNotAnswerAndNamesIt() {
        store.answering.set(false);

        var response = readiness.call();

        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData().orElseThrow()).containsEntry("store", "does not answer");
    }

    @Test
    void isReadyWhileAnOperatorWantsThePauseAndTellsIt() {
        asked.learn(new StagePauseChanged(
                UUID.randomUUID(), "operations", "claim", true, List.of(), "someone", Instant.EPOCH));

        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("paused", true);
    }

    @Test
    void isNotReadyWhileWorkWaitsAndReadyAgainOnceItIsDone() {
        store.answering.set(false);
        var work = CompletableFuture.runAsync(() -> patience.throughOutages("work", () -> {
            if (!store.answers()) {
                throw new IllegalStateException("away");
            }
        }));
        await().until(patience::isWaiting);
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("waiting", true);

        store.answering.set(true);

        await().until(work::isDone);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
