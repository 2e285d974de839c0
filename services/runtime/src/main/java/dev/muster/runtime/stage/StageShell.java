package dev.muster.runtime.stage;

import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
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
 * <p>While an operator wants the stage to pause, no batch begins. An outage is waited for. A failure though everything answers is somebody's record: the batch is halved until that
 * record is alone, it is tried {@value #TRIES} times and set aside, and the batch around it goes on in order.
 */
@ApplicationScoped
public class StageShell {

    static final int TRIES = 3;

    private static final Logger LOG = Logger.getLogger(StageShell.class);

    private final EventRecords records;
    private final EventWriter writer;
    private final Patience patience;
    private final DeadLetters deadLetters;
    private final StagePause pause;
    private final StageMetrics metrics;

    StageShell(
            EventRecords records,
            EventWriter writer,
            Patience patience,
            DeadLetters deadLetters,
            StagePause pause,
            StageMetrics metrics) {
        this.records = records;
        this.writer = writer;
        this.patience = patience;
        this.deadLetters = deadLetters;
        this.pause = pause;
        this.metrics = metrics;
    }

    /** What is done with records as they lie on their topics. */
    public interface RawWork {

        /** Works on records, in their order; called again with any of them, it comes to the same result. */
        void on(List<ConsumerRecord<byte[], byte[]>> batch);
    }

    /** Does {@code work} on all records of {@code batch}; returns when nothing of it is left to do. */
    public void run(ConsumerRecords<byte[], byte[]> batch, StageWork work) {
        runRaw(batch, part -> emit(part, work));
    }

    /** The same for a stage that reads records of any kind, and tells nothing. */
    public void runRaw(ConsumerRecords<byte[], byte[]> batch, RawWork work) {
        pause.await();
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.count());
        for (var record : batch) {
            if (!pause.isSkipped(record)) {
                all.add(record);
            }
        }
        metrics.processed(all.size(), () -> process(all, work));
    }

    private void process(List<ConsumerRecord<byte[], byte[]>> batch, RawWork work) {
        if (batch.isEmpty()) {
            return;
        }
        if (batch.size() == 1) {
            processAlone(batch.getFirst(), work);
            return;
        }
        try {
            attempt(batch, work);
        } catch (CancellationException e) {
            throw e; // the service stops: no record's fault, and delivered again
        } catch (RuntimeException e) {
            LOG.warnf("halving batch size=%d cause=%s", batch.size(), e);
            metrics.retriedAfterFailure();
            int half = batch.size() / 2;
            process(batch.subList(0, half), work);
            process(batch.subList(half, batch.size()), work);
        }
    }

    private void processAlone(ConsumerRecord<byte[], byte[]> record, RawWork work) {
        for (int tries = 1; ; tries++) {
            try {
                attempt(List.of(record), work);
                return;
            } catch (CancellationException e) {
                throw e;
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    deadLetters.setAside(record, e, tries);
                    return;
                }
                metrics.retriedAfterFailure();
            }
        }
    }

    private void attempt(List<ConsumerRecord<byte[], byte[]>> batch, RawWork work) {
        var again = new AtomicBoolean();
        patience.throughOutages("batch", () -> {
            if (again.getAndSet(true)) {
                metrics.retriedAfterOutage();
            }
            work.on(batch);
        });
    }

    private void emit(List<ConsumerRecord<byte[], byte[]>> batch, StageWork work) {
        var received = batch.stream()
                .map(record -> new Received(work.read(record.value()), record))
                .toList();
        var emitted = work.on(received);
        writer.write(emitted.stream().map(this::record).toList());
        metrics.told(emitted.stream().map(Emitted::event).toList());
        metrics.shown(received);
    }

    private ProducerRecord<byte[], byte[]> record(Emitted emitted) {
        var cause = emitted.cause().record();
        return records.of(emitted.event(), TraceParent.after(Received.header(cause, Headers.TRACEPARENT)));
    }
}
