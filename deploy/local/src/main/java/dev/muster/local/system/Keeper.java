package dev.muster.local.system;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.muster.backing.LogFile;
import dev.muster.backing.StartFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one member running: starts it, starts it again whenever it dies, and ends it when told.
 *
 * <p>A member that has never been ready and dies {@value #ATTEMPTS} times is given up; one that has been ready is
 * started again for ever, ever more slowly. A member that merely does not answer, such as a stopped process, is left
 * alone.
 */
final class Keeper {
    private static final int ATTEMPTS = 3;
    private static final int LAST_WORDS = 10;
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(30);

    private final Member member;
    private final Progress progress;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private Member.@Nullable Running running;
    private boolean ready;
    private boolean stopping;

    /** Hears of what happens. */
    interface Progress {
        /** Something changed that {@code state.json} tells. */
        void changed();

        /** Something happened that a person wants to read. */
        void say(String line);
    }

    Keeper(Member member, Progress progress) {
        this.member = member;
        this.progress = progress;
    }

    void start() {
        Thread.ofPlatform().daemon().name("keeper-" + member.name()).start(this::keep);
    }

    /** Waits until the member has been ready once; throws when it was given up. */
    void awaitReady() {
        try {
            firstReady.get(START.toSeconds(), SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StartFailure failure ? failure : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new StartFailure(member.name() + " was not ready within " + START.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while waiting for " + member.name(), e);
        }
    }

    /** Ends the process, and starts it no more. */
    void stop() {
        Member.Running last;
        lock.lock();
        try {
            stopping = true;
            last = running;
            told.signalAll();
        } finally {
            lock.unlock();
        }
        firstReady.completeExceptionally(new StartFailure(member.name() + " was ended while starting"));
        if (last != null) {
            last.end().run();
        }
    }

    SystemState.Entry entry() {
        lock.lock();
        try {
            var now = running;
            return now == null
                    ? new SystemState.Entry(member.name(), 0, 0, member.port(), false)
                    : SystemState.Entry.of(member.name(), now.process().toHandle(), member.port(), ready);
        } finally {
            lock.unlock();
        }
    }

    private void keep() {
        var pause = FIRST_PAUSE;
        for (int life = 1; ; life++) {
            long began = System.nanoTime();
            String end = live();
            if (end == null) {
                return;
            }
            if (!firstReady.isDone() && life >= ATTEMPTS) {
                firstReady.completeExceptionally(new StartFailure(lastWords(end)));
                return;
            }
            boolean wasSteady = System.nanoTime() - began > STEADY.toNanos();
            pause = wasSteady ? FIRST_PAUSE : min(pause.multipliedBy(2), LONGEST_PAUSE);
            if (firstReady.isDone()) {
                progress.say(member.name() + " " + end + "; it is started again");
            }
            if (rest(pause)) {
                return;
            }
        }
    }

    private String lastWords(String end) {
        var tail = LogFile.tail(member.log(), LAST_WORDS);
        var words = new StringBuilder("%s did not start: %s".formatted(member.name(), end));
        if (!tail.isEmpty()) {
            words.append("; ").append(member.log()).append(" ends with");
            tail.forEach(line -> words.append("\n  ").append(line));
        }
        return words.toString();
    }

    /** One life of the process, from start to death: how it ended, or null when it was ended on purpose. */
    private @Nullable String live() {
        try {
            var life = launch();
            if (life == null) {
                return null;
            }
            awaitReady(life.process());
            int code = life.process().waitFor();
            return buried() ? null : "ended with exit code " + code;
        } catch (RuntimeException e) {
            return buried() ? null : "could not be started (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Member.@Nullable Running launch() {
        lock.lock();
        try {
            if (stopping) {
                return null;
            }
            running = member.launch();
            return running;
        } finally {
            lock.unlock();
            progress.changed();
        }
    }

    private void awaitReady(Process process) throws InterruptedException {
        while (process.isAlive() && !member.ready()) {
            Thread.sleep(150);
        }
        if (process.isAlive()) {
            lock.lock();
            try {
                ready = true;
            } finally {
                lock.unlock();
            }
            progress.changed();
            firstReady.complete(null);
        }
    }

    /** Notes that the process is gone; true when that was meant. */
    private boolean buried() {
        lock.lock();
        try {
            running = null;
            ready = false;
            return stopping;
        } finally {
            lock.unlock();
            progress.changed();
        }
    }

    /** Waits before the next start; true when told to stop meanwhile. */
    private boolean rest(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!stopping && left > 0) {
                left = told.awaitNanos(left);
            }
            return stopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
