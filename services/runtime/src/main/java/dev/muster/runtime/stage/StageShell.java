package dev.muster.runtime.stage;

import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.tracing.BatchTrace;
import dev.muster.runtime.tracing.Tracing;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Runs a stage's work on batches from Kafka. When {@link #run} returns, everything that follows from the batch is
 * written and acknowledged, and its offsets may be committed.
 *
 * <p>While an operator wants the stage to pause, no batch begins. An outage is waited for. A failure though everything
 * answers, an error such as an overflow of the stack too, is somebody's record: the batch is halved until that record is alone, it is tried {@value #TRIES} times and
 * set aside, and the batch around it goes on in order. A service that stops finishes the batch under way.
 */
@ApplicationScoped
public class StageShell {

    /** How often a record is tried, alone, before it is set aside. */
    public static final int TRIES = 3;

    /** How long a service that stops waits for its batch; what is not done by then is done again after a start. */
    private static final Duration TO_FINISH = Duration.ofSeconds(7);

    private static final Logger LOG = Logger.getLogger(StageShell.class);

    private final EventRecords records;
    private final EventWriter writer;
    private final Patience patience;
    private final DeadLetters deadLetters;
    private final StagePause pause;
    private final StageMetrics metrics;
    private final Outcomes outcomes;
    private final Tracing tracing;
    private final UnderWay underWay = new UnderWay();

    StageShell(
            EventRecords records,
            EventWriter writer,
            Patience patience,
            DeadLetters deadLetters,
            StagePause pause,
            StageMetrics metrics,
            Outcomes outcomes,
            Tracing tracing) {
        this.records = records;
        this.writer = writer;
        this.patience = patience;
        this.deadLetters = deadLetters;
        this.pause = pause;
        this.metrics = metrics;
        this.outcomes = outcomes;
        this.tracing = tracing;
    }

    /** What is done with records as they lie on their topics. */
    public interface RawWork {

        /** Works on records, in their order; called again with any of them, it comes to the same result. */
        void on(List<ConsumerRecord<byte[], byte[]>> batch);
    }

    /** Does {@code work} on all records of {@code batch}; returns when nothing of it is left to do. */
    public void run(ConsumerRecords<byte[], byte[]> batch, StageWork work) {
        run(batch, (part, trace) -> emit(part, work, trace));
    }

    /** The same for a stage that reads records of any kind, and tells nothing. */
    public void runRaw(ConsumerRecords<byte[], byte[]> batch, RawWork work) {
        run(batch, (part, trace) -> work.on(part));
    }

    /** What is done with a part of a batch, as a step of its traces. */
    private interface TracedWork {

        void on(List<ConsumerRecord<byte[], byte[]>> part, BatchTrace trace);
    }

    private void run(ConsumerRecords<byte[], byte[]> batch, TracedWork work) {
        pause.await();
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.count());
        for (var record : batch) {
            if (!pause.isSkipped(record)) {
                all.add(record);
            }
        }
        underWay.during(() -> metrics.processed(all.size(), () -> {
            try (var trace = tracing.begin(all)) {
                process(all, work, trace);
            }
        }));
    }

    /** Before the connector commits what is done and leaves the group. */
    void stop(@Observes @Priority(2) ShutdownEvent shutdown) {
        if (underWay.close(TO_FINISH)) {
            LOG.infof("stage stopped processed=%d", metrics.processed());
        } else {
            LOG.warnf("stage stopped in the middle of a batch after=%s", TO_FINISH);
        }
    }

    private void process(List<ConsumerRecord<byte[], byte[]>> batch, TracedWork work, BatchTrace trace) {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.size() == 1) {
            processAlone(batch.getFirst(), work, trace);
            return;
        }
        try {
            attempt(batch, work, trace);
        } catch (CancellationException e) {
            throw e; // the service stops: no record's fault, and delivered again
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            LOG.warnf("halving batch size=%d cause=%s", batch.size(), e);
            metrics.retriedAfterFailure();
            int half = batch.size() / 2;
            process(batch.subList(0, half), work, trace);
            process(batch.subList(half, batch.size()), work, trace);
        }
    }

    private void processAlone(ConsumerRecord<byte[], byte[]> record, TracedWork work, BatchTrace trace) {
        for (int tries = 1; ; tries++) {
            try {
                attempt(List.of(record), work, trace);
                return;
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
                if (tries == TRIES) {
                    deadLetters.setAside(record, e, tries, trace);
                    return;
                }
                metrics.retriedAfterFailure();
            }
        }
    }

    private void attempt(List<ConsumerRecord<byte[], byte[]>> batch, TracedWork work, BatchTrace trace) {
        var again = new AtomicBoolean();
        patience.throughOutages("batch", () -> {
            if (again.getAndSet(true)) {
                metrics.retriedAfterOutage();
            }
            work.on(batch, trace);
        });
    }

    private void emit(List<ConsumerRecord<byte[], byte[]>> batch, StageWork work, BatchTrace trace) {
        var received = batch.stream()
                .map(record -> new Received(work.read(record.value()), record, trace))
                .toList();
        var emitted = work.on(received);
        writer.write(emitted.stream().map(this::record).toList());
        outcomes.told(emitted.stream().map(Emitted::event).toList());
        metrics.shown(received);
    }

    private ProducerRecord<byte[], byte[]> record(Emitted emitted) {
        return records.of(emitted.event(), emitted.cause().after());
    }
}
