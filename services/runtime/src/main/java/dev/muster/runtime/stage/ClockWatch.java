package dev.muster.runtime.stage;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Stops the process, in order and to be started again, when the machine's clock is set back. The Kafka client measures by
 * that clock how long ago it learnt who leads a partition and when it last spoke to its group: set back by an hour, it
 * does neither for an hour, and a partition whose leader has changed meanwhile is not read by anybody.
 */
@ApplicationScoped
class ClockWatch {

    /** By how much a clock may be set back: the client is as slow for as long, and a group bears that. */
    static final Duration BEARABLE = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int EXIT_CODE = 75; // EX_TEMPFAIL of sysexits.h: try again

    private static final Logger LOG = Logger.getLogger(ClockWatch.class);

    private final Clock machine = Clock.systemUTC();
    private volatile boolean stopping;

    /** What both clocks of the machine say: the one that people set, and the one that only counts. */
    record Look(long wallMillis, long countedNanos) {

        /** By how much the clock was set back between this look and {@code next}; negative where it was set ahead. */
        Duration setBackUntil(Look next) {
            return Duration.ofNanos(next.countedNanos - countedNanos)
                    .minus(Duration.ofMillis(next.wallMillis - wallMillis));
        }
    }

    void start(@Observes @Priority(1) StartupEvent start) {
        Thread.ofPlatform().name("clock-watch").daemon().start(this::follow);
    }

    void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        stopping = true;
    }

    private void follow() {
        try {
            var last = look();
            while (!stopping) {
                Thread.sleep(LOOK);
                var now = look();
                var back = last.setBackUntil(now);
                if (back.compareTo(BEARABLE) > 0) {
                    startAgain(back);
                    return;
                }
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Look look() {
        return new Look(machine.millis(), System.nanoTime());
    }

    private static void startAgain(Duration back) {
        LOG.errorf("the machine's clock was set back by=%s, the service ends and has to be started again", back);
        Quarkus.asyncExit(EXIT_CODE);
    }
}
