package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final Store store = new Store();
    private final Patience patience = store.patience();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void runsWorkOnceWhereNothingFails() {
        patience.throughOutages("work", tries::incrementAndGet);

        assertThat(tries).hasValue(1);
        assertThat(patience.isWaiting()).isFalse();
    }

    @Test
    void triesAgainWhileTheFailureCanOnlyBeADependencys() {
        patience.throughOutages("work", () -> {
            if (tries.incrementAndGet() < 4) {
                throw new IOException("connection reset");
            }
        });

        assertThat(tries).hasValue(4);
    }

    @Test
    void looksForTheOutageAmongTheCausesOfAFailure() {
        patience.throughOutages("work", () -> {
            if (tries.incrementAndGet() < 2) {
                throw new IllegalStateException(new CompletionException(new IOException("connection reset")));
            }
        });

        assertThat(tries).hasValue(2);
    }

    @Test
    void takesAnyFailureForAnOutageWhileADependencyDoesNotAnswer() {
        store.answering.set(false);

        patience.throughOutages("work", () -> {
            if (tries.incrementAndGet() == 3) {
                store.answering.set(true);
                return;
            }
            throw new IllegalArgumentException("looks like the record's fault");
        });

        assertThat(tries).hasValue(3);
    }

    @Test
    void passesOnAFailureThoughEverythingAnswersWithoutTryingAgain() {
        var failure = new IllegalArgumentException("junk");

        assertThatThrownBy(() -> patience.throughOutages("work", () -> {
                    tries.incrementAndGet();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(tries).hasValue(1);
    }

    @Test
    void wrapsACheckedFailureThatIsNoOutage() {
        var failure = new ClassNotFoundException("gone");

        assertThatThrownBy(() -> patience.throughOutages("work", () -> {
                    throw failure;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(failure);
    }

    @Test
    void triesUntilDoneWhateverTheFailure() {
        patience.untilDone("work", () -> {
            if (tries.incrementAndGet() < 3) {
                throw new IllegalArgumentException("not an outage");
            }
        });

        assertThat(tries).hasValue(3);
    }

    @Test
    void saysThatItWaitsForAsLongAsItDoes() {
        var away = new AtomicBoolean(true);
        var work = CompletableFuture.runAsync(() -> patience.throughOutages("work", () -> {
            if (away.get()) {
                throw new IOException("away");
            }
        }));

        await().until(patience::isWaiting);
        away.set(false);

        await().until(work::isDone);
        assertThat(work).isCompleted();
        assertThat(patience.isWaiting()).isFalse();
    }

    @Test
    void givesUpWaitingOnceTheServiceStops() {
        var work = CompletableFuture.runAsync(() -> patience.untilDone("work", () -> {
            throw new IOException("away");
        }));
        await().until(patience::isWaiting);

        patience.stop(new ShutdownEvent());

        await().until(work::isDone);
        assertThatThrownBy(work::join).hasCauseInstanceOf(CancellationException.class);
        assertThat(patience.isWaiting()).isFalse();
    }

    @Test
    void blamesNoRecordForWhatFailsWhileTheServiceStops() {
        patience.stop(new ShutdownEvent());

        assertThatThrownBy(() -> patience.throughOutages("work", () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("the pool is closed");
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void doesWorkThatSucceedsEvenWhileTheServiceStops() {
        patience.stop(new ShutdownEvent());

        patience.throughOutages("work", tries::incrementAndGet);

        assertThat(tries).hasValue(1);
    }

    @Test
    void givesUpWhenInterruptedAndLeavesTheMark() {
        var interrupted = new AtomicBoolean();
        var thread = Thread.ofPlatform().start(() -> {
            try {
                patience.untilDone("work", () -> {
                    throw new IOException("away");
                });
            } catch (CancellationException e) {
                interrupted.set(Thread.currentThread().isInterrupted());
            }
        });
        await().until(patience::isWaiting);

        thread.interrupt();

        await().untilTrue(interrupted);
    }
}
