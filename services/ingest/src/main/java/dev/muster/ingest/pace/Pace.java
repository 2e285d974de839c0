package dev.muster.ingest.pace;

import dev.muster.ingest.IngestConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Lets the chunks of large uploads go when it is their turn: as many as the stages keep up with, tenants in turn. Watches the
 * stages only while somebody waits, and lets everybody go while the broker does not say how far they are.
 */
@ApplicationScoped
public class Pace {

    private static final Logger LOG = Logger.getLogger(Pace.class);

    /** With seldom looks, rows that could go in wait for the next one, and less is under way than was meant. */
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Duration DOWN = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Stages stages;
    private final IngestConfig config;
    private final Turns turns = new Turns();
    private volatile long allowed = Window.FIRST;
    private long sent;
    private boolean watching;
    private boolean stopping;

    Pace(Stages stages, IngestConfig config, MeterRegistry metrics) {
        this.stages = stages;
        this.config = config;
        metrics.gauge("muster_ingest_window_rows", this, pace -> pace.allowed);
    }

    /**
     * Sends so many rows more of an upload that has sent {@code before}, once it is the turn of {@code tenant}.
     *
     * @param send begins to send, and says when that is done
     * @return what {@code send} returns
     */
    public CompletableFuture<Void> inTurn(String tenant, int before, int rows, Supplier<CompletableFuture<Void>> send) {
        if (before < config.unpacedRows()) {
            return send.get();
        }
        enter(tenant, rows).join();
        try {
            return send.get().whenComplete((done, failure) -> sent(rows));
        } catch (RuntimeException e) {
            sent(rows);
            throw e;
        }
    }

    private synchronized void sent(int rows) {
        sent += rows;
    }

    /** Rows that may go, and of which it is not known yet that they went. */
    private synchronized long unsent() {
        return turns.granted() - sent;
    }

    private synchronized CompletableFuture<Void> enter(String tenant, int rows) {
        if (stopping) {
            return CompletableFuture.completedFuture(null);
        }
        if (!watching) {
            Thread.ofVirtual().name("pace").start(this::watch);
            watching = true;
        }
        return turns.enter(tenant, rows);
    }

    private void watch() {
        boolean inOrder = false;
        try {
            // what the last upload showed, unless that was less: its stages may have been cold
            var window = new Window(stages.way(), config.through(), DOWN, Math.max(Window.FIRST, allowed));
            long busy = millis();
            while (goesOn(busy)) {
                busy = look(window) ? millis() : busy;
                Thread.sleep(TICK);
            }
            inOrder = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } finally {
            if (!inOrder) {
                giveUp();
            }
        }
    }

    /** Nobody is left waiting for a watch that has failed; whoever comes next begins another. */
    private synchronized void giveUp() {
        watching = false;
        turns.grantAll();
    }

    /** Lets go what may go; says whether somebody waited. */
    private boolean look(Window window) throws InterruptedException {
        long unsent = unsent();
        try {
            long free = window.free(stages.sample(millis()));
            allowed = window.size();
            return grant(free - unsent);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("stages not known cause=%s", e);
            return grantAll();
        }
    }

    private synchronized boolean grant(long rows) {
        boolean waited = !turns.isEmpty();
        turns.grant(rows);
        return waited;
    }

    private synchronized boolean grantAll() {
        boolean waited = !turns.isEmpty();
        turns.grantAll();
        return waited;
    }

    private synchronized boolean goesOn(long busy) {
        watching = !stopping && (!turns.isEmpty() || millis() - busy < IDLE.toMillis());
        return watching;
    }

    @PreDestroy
    synchronized void stop() {
        stopping = true;
        turns.grantAll();
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
