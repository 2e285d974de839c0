package dev.muster.runtime.stage;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Ends a process that is to stop and does not: a client may wait for a broker that is away, or by a clock that is wrong.
 * Nothing is lost by it, as nothing is by a process that is killed. One that has not started yet is {@link ServiceMain}'s to end.
 */
@ApplicationScoped
class StopInTime {

    private static final Duration IN_ORDER = Duration.ofSeconds(10);
    private static final int EXIT_CODE = 1;

    private static final Logger LOG = Logger.getLogger(StopInTime.class);

    void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        if (LaunchMode.current() == LaunchMode.NORMAL) { // tests stop a service and go on
            Thread.ofPlatform().name("stop-in-time").daemon().start(StopInTime::end);
        }
    }

    private static void end() {
        try {
            Thread.sleep(IN_ORDER);
            LOG.errorf("not stopped after=%s, ended as it is", IN_ORDER);
            Runtime.getRuntime().halt(EXIT_CODE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
