package dev.muster.ingest.pace;

import dev.muster.ingest.IngestConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets the chunks of large uploads go when it is their turn: at the pace of the stages, tenants in turn. Watches the
 * stages only while somebody waits, and lets everybody go while the broker does not say how far they are.
 */
@ApplicationScoped
public class Pace {

    private static final Logger LOG = Logger.getLogger(Pace.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration DOWN = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Stages stages;
    private final IngestConfig config;
    private final Turns turns = new Turns();
    private volatile double allowed;
    private boolean watching;
    private boolean stopping;

    Pace(Stages stages, IngestConfig config, MeterRegistry metrics) {
        this.stages = stages;
        this.config = config;
        metrics.gauge("muster_ingest_allowed_rows_per_second", this, pace -> pace.allowed);
    }

    /** Waits until {@code tenant} may send so many rows more of an upload that has sent {@code before}. */
    public void await(String tenant, int before, int rows) {
        if (before >= config.unpacedRows()) {
            enter(tenant, rows).join();
        }
    }

    private synchronized CompletableFuture<Void> enter(String tenant, int rows) {
        if (stopping) {
            return CompletableFuture.completedFuture(null);
        }
        if (!watching) {
            watching = true;
            Thread.ofVirtual().name("pace").start(this::watch);
        }
        return turns.enter(tenant, rows);
    }

    private void watch() {
        var backlog = new Backlog(stages.rowTopics(), DOWN);
        var speed = new Speed(config.behind());
        long last = millis();
        long busy = last;
        try {
            while (goesOn(busy)) {
                Thread.sleep(TICK);
                boolean known = look(backlog);
                long now = millis();
                allowed = speed.allowed(backlog.behind(), backlog.rowsPerSecond(), isWanted());
                busy = grant(known, allowed * (now - last) / 1000) ? now : busy;
                last = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    private boolean look(Backlog backlog) throws InterruptedException {
        try {
            backlog.add(stages.sample(millis()));
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("stages not known cause=%s", e);
            return false;
        }
    }

    private synchronized boolean isWanted() {
        return !turns.isEmpty();
    }

    /** Whether somebody waited. */
    private synchronized boolean grant(boolean known, double rows) {
        boolean waited = !turns.isEmpty();
        if (known) {
            turns.grant(rows);
        } else {
            turns.grantAll();
        }
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
