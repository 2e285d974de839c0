package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.StagePauseChanged;
import dev.muster.runtime.topic.NoBroker;
import dev.muster.runtime.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a batch is cut. What is set aside goes to a broker: see the tests of the services. */
@Timeout(60)
class StageShellTest {

    private final Store store = new Store();
    private final Patience patience = store.patience();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final NoBroker noBroker = new NoBroker(patience);
    private final StageMetrics stageMetrics = new StageMetrics("status", patience, Clock.systemUTC(), metrics);
    private final Outcomes outcomes = new Outcomes("claim", metrics);
    private final Asked asked = new Asked();
    private final StagePause pause = new StagePause("claim", asked, metrics);
    private final StageShell shell = new StageShell(
            noBroker.records(),
            noBroker.writer(),
            patience,
            new DeadLetters(
                    "claim",
                    noBroker.topics(),
                    noBroker.records(),
                    noBroker.writer(),
                    patience,
                    Clock.systemUTC(),
                    stageMetrics,
                    outcomes),
            pause,
            stageMetrics,
            outcomes,
            new Tracing(null));
    private final List<List<Long>> batches = new ArrayList<>();

    @BeforeEach
    void knowThatNothingIsAsked() {
        asked.know();
    }

    @AfterEach
    void close() {
        noBroker.close();
    }

    @Test
    void doesAWholeBatchAtOnceInItsOrder() {
        shell.run(batch(5), this::seen);

        assertThat(batches).containsExactly(List.of(0L, 1L, 2L, 3L, 4L));
    }

    @Test
    void asksNothingOfTheWorkForAnEmptyBatch() {
        shell.run(batch(0), this::seen);

        assertThat(batches).isEmpty();
    }

    @Test
    void halvesABatchThatFailsUntilItsPartsSucceedAndKeepsTheOrder() {
        shell.run(batch(5), received -> {
            seen(received);
            if (received.size() > 2) {
                throw new IllegalStateException("too many at once");
            }
            return List.of();
        });

        assertThat(batches)
                .containsExactly(
                        List.of(0L, 1L, 2L, 3L, 4L),
                        List.of(0L, 1L),
                        List.of(2L, 3L, 4L),
                        List.of(2L),
                        List.of(3L, 4L));
    }

    @Test
    void triesARecordThatIsAloneAgain() {
        shell.run(batch(1), received -> {
            seen(received);
            if (batches.size() < StageShell.TRIES) {
                throw new IllegalStateException("not yet");
            }
            return List.of();
        });

        assertThat(batches).containsExactly(List.of(0L), List.of(0L), List.of(0L));
        assertThat(metrics.counter("muster.dead.letters").count()).isZero();
    }

    static Stream<Error> errors() {
        return Stream.of(
                new StackOverflowError(), new NoClassDefFoundError("a class"), new AssertionError("a broken promise"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void takesAnErrorForTheFaultOfARecordToo(Error error) {
        shell.run(batch(2), received -> {
            seen(received);
            if (batches.size() < 4) {
                throw error;
            }
            return List.of();
        });

        assertThat(batches).containsExactly(List.of(0L, 1L), List.of(0L), List.of(0L), List.of(0L), List.of(1L));
    }

    @Test
    void doesTheWholeBatchAgainAfterAnOutageWithoutHalvingIt() {
        shell.run(batch(4), received -> {
            seen(received);
            if (batches.size() < 4) {
                throw new UncheckedIOException(new IOException("connection reset"));
            }
            return List.of();
        });

        assertThat(batches).hasSize(4).containsOnly(List.of(0L, 1L, 2L, 3L));
    }

    @Test
    void setsNothingAsideWhenTheServiceStopsDuringAnOutage() {
        store.answering.set(false);
        var run = CompletableFuture.runAsync(() -> shell.run(batch(4), received -> {
            seen(received);
            throw new UncheckedIOException(new IOException("connection refused"));
        }));
        await().until(patience::isWaiting);

        patience.stop(new ShutdownEvent());

        await().until(run::isDone);
        assertThatThrownBy(run::join).hasCauseInstanceOf(CancellationException.class);
        assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSize(4));
    }

    @Test
    void countsWhatABatchHolds() {
        shell.run(batch(7), this::seen);

        assertThat(metrics.summary("muster.stage.batch.size").totalAmount()).isEqualTo(7);
        assertThat(metrics.timer("muster.stage.latency").count()).isEqualTo(1);
    }

    @Test
    void countsAttemptsAfterTheFirstByTheirReason() {
        shell.run(batch(1), received -> {
            seen(received);
            if (batches.size() == 1) {
                throw new IllegalStateException("a defect");
            }
            if (batches.size() == 2) {
                throw new UncheckedIOException(new IOException("connection reset"));
            }
            return List.of();
        });

        assertThat(metrics.counter("muster.stage.retries", "reason", "failure").count())
                .isEqualTo(1);
        assertThat(metrics.counter("muster.stage.retries", "reason", "outage").count())
                .isEqualTo(1);
    }

    @Test
    void beginsNoBatchWhileItIsToPause() {
        asked.learn(change(true, List.of()));
        var run = CompletableFuture.runAsync(() -> shell.run(batch(3), this::seen));
        assertThat(metrics.get("muster.stage.paused").gauge().value()).isEqualTo(1);
        assertThat(batches).isEmpty();

        asked.learn(change(false, List.of()));

        run.join();
        assertThat(batches).containsExactly(List.of(0L, 1L, 2L));
        assertThat(metrics.get("muster.stage.paused").gauge().value()).isZero();
    }

    @Test
    void pausesForNoOtherStage() {
        asked.learn(new StagePauseChanged(
                UUID.randomUUID(), "operations", "status", true, List.of(), "someone", Instant.EPOCH));

        shell.run(batch(1), this::seen);

        assertThat(batches).hasSize(1);
    }

    @Test
    void givesAHeldBatchUpWhenTheServiceStops() {
        asked.learn(change(true, List.of()));
        var run = CompletableFuture.runAsync(() -> shell.run(batch(3), this::seen));

        asked.stop();

        assertThatThrownBy(run::join).hasCauseInstanceOf(CancellationException.class);
        assertThat(batches).isEmpty();
    }

    @Test
    void leavesOutWhatItHadFetchedFromBeforeWhereItIsToGoOn() {
        pause.moved(new TopicPartition("muster.asked", 0), 2);

        shell.run(batch(4), this::seen);

        assertThat(batches).containsExactly(List.of(2L, 3L));
    }

    @Test
    void leavesNothingOutOfAPartitionThatItGetsBackAfterOthersHadIt() {
        var partition = new TopicPartition("muster.asked", 0);
        pause.moved(partition, 2);

        pause.assigned(List.of(partition));
        shell.run(batch(4), this::seen);

        assertThat(batches).containsExactly(List.of(0L, 1L, 2L, 3L));
    }

    @Test
    void finishesTheBatchUnderWayWhenTheServiceStopsAndBeginsNoOther() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var goOn = new CompletableFuture<Void>();
        var run = CompletableFuture.runAsync(() -> shell.run(batch(2), received -> {
            begun.countDown();
            goOn.join();
            return seen(received);
        }));
        begun.await();

        var stop = CompletableFuture.runAsync(() -> shell.stop(new ShutdownEvent()));
        await().untilAsserted(() ->
                assertThatThrownBy(() -> shell.run(batch(1), this::seen)).isInstanceOf(CancellationException.class));
        assertThat(stop).isNotDone();
        goOn.complete(null);

        stop.join();
        run.join();
        assertThat(batches).containsExactly(List.of(0L, 1L));
    }

    private static StagePauseChanged change(boolean paused, List<StagePauseChanged.Position> positions) {
        return new StagePauseChanged(
                UUID.randomUUID(), "operations", "claim", paused, positions, "someone", Instant.EPOCH);
    }

    private List<Emitted> seen(List<Received> received) {
        batches.add(received.stream().map(one -> one.record().offset()).toList());
        return List.of();
    }

    private static ConsumerRecords<byte[], byte[]> batch(int size) {
        var event = new DeviceReleaseRequested(
                UUID.randomUUID(),
                "contoso",
                null,
                UUID.randomUUID(),
                "someone",
                Instant.parse("2026-01-31T08:00:00Z"));
        var records = LongStream.range(0, size)
                .mapToObj(
                        offset -> new ConsumerRecord<>("muster.asked", 0, offset, new byte[0], EventJson.write(event)))
                .toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition("muster.asked", 0), records), Map.of());
    }
}
