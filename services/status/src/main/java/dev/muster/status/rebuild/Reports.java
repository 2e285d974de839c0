package dev.muster.status.rebuild;

import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildRequested;
import dev.muster.runtime.stage.Control;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells on {@code control.v1} what the table {@code rebuild} says, whenever the last word there is another one: so whatever
 * is killed, the last word is true within seconds. What one process builds, no other tells.
 */
@ApplicationScoped
class Reports {

    private static final Logger LOG = Logger.getLogger(Reports.class);

    private final Control control;
    private final Lease lease;
    private final EventRecords records;
    private final EventWriter writer;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);

    Reports(Control control, Lease lease, EventRecords records, EventWriter writer, Clock clock) {
        this.control = control;
        this.lease = lease;
        this.records = records;
        this.writer = writer;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofPlatform().name("rebuild-reports").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stop.countDown();
    }

    private void run() {
        try {
            while (!stop.await(1, TimeUnit.SECONDS)) {
                try {
                    tell();
                } catch (SQLException | RuntimeException e) { // told at the next look
                    LOG.warnf("rebuild not told cause=%s", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() throws SQLException {
        if (control.latest(RebuildRequested.KEY).isEmpty()) {
            return;
        }
        var last = control.latest(RebuildReported.KEY).map(RebuildReported.class::cast);
        var now = lease.report(clock.instant());
        if (now.isPresent()
                && !last.map(told -> told.at(now.get().reportedAt())).equals(now)) {
            writer.write(List.of(records.of(now.get(), TraceParent.fresh())));
        }
    }
}
