package dev.muster.ingest.upload;

import dev.muster.runtime.stage.LogKeys;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/** Keeps the leases of what this process reads, and tells of uploads, anybody's, whose process has gone. */
@ApplicationScoped
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final LeaseStore store;
    private final UploadStore uploads;
    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;
    private final Clock clock;

    Leases(
            LeaseStore store,
            UploadStore uploads,
            EventRecords records,
            EventWriter writer,
            Outcomes outcomes,
            Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Scheduled(every = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void renew() {
        unlessAway("renew", store::renew);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void interruptLost() {
        unlessAway("interrupt", () -> store.lost().forEach(one -> unlessAway("interrupt", () -> interrupt(one))));
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetOld() {
        unlessAway("forget", uploads::forgetOld);
    }

    /** Told first and marked then: told twice is harmless, never told is not. */
    private void interrupt(Upload upload) {
        var events = upload.kind().interrupted(upload, clock.instant());
        writer.write(
                events.stream().map(event -> records.of(event, upload.trace())).toList());
        outcomes.told(events);
        store.interrupt(upload);
        LogKeys.of(Map.of("tenant", upload.caller().tenant(), upload.kind().stored(), upload.id()))
                .during(() -> LOG.infof(
                        "interrupted %s=%s attempt=%d", upload.kind().stored(), upload.id(), upload.attempt()));
    }

    /** What fails here is done at the next turn. */
    private static void unlessAway(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("put off work=%s cause=%s", what, e);
        }
    }
}
