package dev.muster.status.expiry;

import dev.muster.status.projection.Expiry;
import dev.muster.storage.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Deletes what is expired, a little at a time, so that nobody waits for it; answers leave it out from the moment on which
 * it expires. Several processes do this side by side.
 */
@ApplicationScoped
public class ExpiredRows {

    private static final Logger LOG = Logger.getLogger(ExpiredRows.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration BREATH = Duration.ofMillis(50);
    private static final int BATCH = 1000;

    private static final List<String> DELETE_UPLOADS = Stream.of("submission", "tally", "registration")
            .map(table -> "delete from " + table + " where ctid = any(array(select ctid from " + table
                    + " where registration_id < ?1 order by registration_id limit ?2 for update skip locked))")
            .toList();
    private static final String DELETE_RELEASES = """
            delete from release where ctid = any(array(
              select ctid from release where state <> 'released'
                and decided_at < timestamptz 'epoch' + ?1 * interval '1 millisecond' limit ?2 for update skip locked))""";

    private final Database database;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);

    ExpiredRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Deletes all that is expired at {@code now}. Granted releases stay: they are part of the history of their devices.
     *
     * @return how many rows
     */
    public int delete(Instant now) {
        var expiry = Expiry.at(now);
        int deleted = 0;
        for (String sql : DELETE_UPLOADS) {
            deleted += delete(sql, expiry.firstKept());
        }
        return deleted + delete(DELETE_RELEASES, expiry.before().toEpochMilli());
    }

    private int delete(String sql, Object before) {
        int all = 0;
        int last;
        do {
            last = database.inTransaction(session -> session.createNativeQuery(sql)
                    .setParameter(1, before)
                    .setParameter(2, BATCH)
                    .executeUpdate());
            all += last;
        } while (last == BATCH && !isStoppedAfter(BREATH));
        return all;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofVirtual().name("expiry").start(() -> {
            while (!isStoppedAfter(EVERY)) {
                sweep();
            }
        });
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stop.countDown();
    }

    private void sweep() {
        try {
            int deleted = delete(clock.instant());
            LOG.debugf("expired rows deleted count=%d", deleted);
        } catch (RuntimeException e) {
            LOG.warnf("expired rows not deleted cause=%s", e);
        }
    }

    private boolean isStoppedAfter(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
