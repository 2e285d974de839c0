package dev.muster.runtime.stage;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Waits for what is away: tries again without limit, at first soon and then every few seconds, until the service stops. */
@ApplicationScoped
public class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final List<Dependency> dependencies;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    Patience(@All List<Dependency> dependencies) {
        this.dependencies = dependencies;
    }

    /** Work that fails when something is away. */
    public interface Work {
        void run() throws Exception;
    }

    /** Runs {@code work} until it comes to an end without a failure, whatever the failure. */
    public void untilDone(String what, Work work) {
        retry(what, work, failure -> true);
    }

    /**
     * Runs {@code work} as often as it takes, while its failures are an outage; throws any other failure, and
     * CancellationException for one of any kind once the service stops.
     */
    public void throughOutages(String what, Work work) {
        retry(what, work, this::isOutage);
    }

    /** True while some work waits for a dependency. */
    public boolean isWaiting() {
        return waiting.get() > 0;
    }

    /**
     * Whether {@code failure} is the fault of a dependency: by its kind, or because one does not answer now. Otherwise
     * it is the fault of what was being processed, or of the program.
     */
    public boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable one = cause;
            if (dependencies.stream().anyMatch(d -> d.isToBlameFor(one))) {
                return true;
            }
        }
        return !dependencies.stream().allMatch(Dependency::answers);
    }

    private void retry(String what, Work work, Predicate<Throwable> again) {
        Duration pause = FIRST;
        for (int tries = 1; ; tries++) {
            try {
                work.run();
                if (tries > 1) {
                    LOG.infof("resumed work=%s tries=%d", what, tries);
                }
                return;
            } catch (Exception e) {
                if (stop.getCount() == 0) { // what it stands on may be closed already: nobody's fault
                    throw new CancellationException("the service is stopping");
                }
                if (!again.test(e)) {
                    throw e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                }
                LOG.warnf("waiting work=%s tries=%d cause=%s", what, tries, e);
            }
            pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
        }
    }

    /** Sleeps, counted as waiting; throws CancellationException once the service stops. */
    private void pause(Duration duration) {
        waiting.incrementAndGet();
        try {
            if (stop.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CancellationException("the service is stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } finally {
            waiting.decrementAndGet();
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        stop.countDown();
    }
}
