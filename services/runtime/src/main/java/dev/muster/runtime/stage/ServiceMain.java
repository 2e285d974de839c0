package dev.muster.runtime.stage;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * Where the process of every service begins. Quarkus lets a start come to its end before it stops, however long the database
 * or the broker is away: a process that is to stop while it starts ends at once instead. It has nothing under way.
 */
@QuarkusMain
public final class ServiceMain {

    /** What a shell says of a process that SIGTERM has ended. */
    private static final int TERMINATED = 143;

    private static volatile boolean starting;

    private ServiceMain() {}

    /** Runs the service until it is told to stop. */
    public static void main(String... args) {
        starting = true;
        var start = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(start), "end-start"));
        Quarkus.run(args);
    }

    /** Knows when the start has come to its end. */
    @Singleton
    static class Started {

        void started(@Observes @Priority(Integer.MAX_VALUE) StartupEvent event) {
            starting = false;
        }
    }

    private static void end(Thread start) {
        if (starting && !hasFailed(start)) {
            Logger.getLogger(ServiceMain.class)
                    .info("ended while starting"); // no logger before Quarkus has set them up
            Runtime.getRuntime().halt(TERMINATED);
        }
    }

    /** Whether it is the start itself that ends the process: what went wrong is in the log, and the exit code is its own. */
    private static boolean hasFailed(Thread start) {
        return Arrays.stream(start.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(System.class.getName())
                        && frame.getMethodName().equals("exit"));
    }
}
