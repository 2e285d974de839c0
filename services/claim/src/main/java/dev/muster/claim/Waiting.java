package dev.muster.claim;

import dev.muster.claim.ledger.Held;
import dev.muster.model.event.Event;
import dev.muster.model.event.StagePauseChanged;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.stage.Control;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.stage.Patience;
import dev.muster.runtime.stage.StageShell;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Rows that wait for their manifest: decides those that have waited long enough, whichever process took them in; those
 * too that a manifest has made due because there were too many of them to be decided with it.
 */
@ApplicationScoped
class Waiting {

    private static final Logger LOG = Logger.getLogger(Waiting.class);
    private static final String STAGE = "claim";

    private final LedgerStore ledger;
    private final WaitingPoison waitingPoison;
    private final Watch watch;
    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;
    private final Patience patience;
    private final Control control;
    private final Counter retries;
    private final Clock clock;

    Waiting(
            LedgerStore ledger,
            WaitingPoison waitingPoison,
            Watch watch,
            EventRecords records,
            EventWriter writer,
            Outcomes outcomes,
            Patience patience,
            Control control,
            MeterRegistry metrics,
            Clock clock) {
        this.ledger = ledger;
        this.waitingPoison = waitingPoison;
        this.watch = watch;
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
        this.patience = patience;
        this.control = control;
        this.retries = metrics.counter("muster.stage.retries", "reason", "failure");
        this.clock = clock;
    }

    /**
     * A portion at a time, until none is due. What fails here because something is away is done at the next turn; nothing
     * is while the stage is to pause.
     */
    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void settleOverdue() {
        if (isPaused()) {
            return;
        }
        try {
            int settled;
            do {
                settled = settle(ledger.due(Holds.PORTION, clock.instant()));
            } while (settled > 0 && !isPaused());
        } catch (RuntimeException e) {
            LOG.warnf("put off work=waiting cause=%s", e);
        }
    }

    /**
     * Tells what was decided about rows that have waited, with what else is told, and only when the broker has
     * acknowledged all of it forgets that they waited: whoever finds one before that tells the same again.
     */
    void tell(List<ProducerRecord<byte[], byte[]>> told, List<Held> settled) {
        writer.write(told);
        ledger.forget(settled);
    }

    /** Gives how many were settled. A device whose row cannot be decided though everything answers stops no other. */
    private int settle(List<UUID> devices) {
        if (devices.isEmpty()) {
            return 0;
        }
        try {
            return tell(ledger.settle(devices, clock.instant()));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            if (patience.isOutage(e)) {
                throw e;
            }
            LOG.warnf("halving waiting devices size=%d cause=%s", devices.size(), e);
            retries.increment();
            if (devices.size() == 1) {
                return ledger.overdue(devices.getFirst(), clock.instant()).stream()
                        .mapToInt(this::settleAlone)
                        .sum();
            }
            int half = devices.size() / 2;
            return settle(devices.subList(0, half)) + settle(devices.subList(half, devices.size()));
        }
    }

    private int settleAlone(WaitingRow row) {
        for (int tries = 1; ; tries++) {
            try {
                return tell(ledger.settle(row, clock.instant()));
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                if (patience.isOutage(e)) {
                    throw e;
                }
                if (tries == StageShell.TRIES) {
                    return waitingPoison.setAside(row, e, tries) ? 1 : 0;
                }
                retries.increment();
            }
        }
    }

    private int tell(Turn turn) {
        watch.see(turn);
        var traces = turn.traces();
        var told = turn.told().stream().flatMap(List::stream).toList();
        tell(told.stream().map(event -> record(event, traces)).toList(), turn.settled());
        outcomes.told(told);
        return turn.settled().size();
    }

    private boolean isPaused() {
        return control.latest(StagePauseChanged.key(STAGE))
                .map(asked -> asked instanceof StagePauseChanged pause && pause.paused())
                .orElse(false);
    }

    private ProducerRecord<byte[], byte[]> record(Event event, Map<SubmissionId, TraceParent> traces) {
        var trace = event instanceof SubmissionEvent about ? traces.get(about.submission()) : null;
        return records.of(event, trace == null ? TraceParent.fresh() : trace);
    }
}
