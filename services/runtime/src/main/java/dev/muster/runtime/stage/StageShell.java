package dev.muster.runtime.stage;

import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Runs a stage's work on batches from Kafka. When {@link #run} returns, everything that follows from the batch is
 * written and acknowledged, and its offsets may be committed.
 *
 * <p>An outage is waited for. A failure though everything answers is somebody's record: the batch is halved until that
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
    private final DistributionSummary batchSize;
    private final Timer latency;

    StageShell(
            EventRecords records,
            EventWriter writer,
            Patience patience,
            DeadLetters deadLetters,
            MeterRegistry metrics) {
        this.records = records;
        this.writer = writer;
        this.patience = patience;
        this.deadLetters = deadLetters;
        this.batchSize = metrics.summary("muster.stage.batch.size");
        this.latency = metrics.timer("muster.stage.latency");
    }

    /** Does {@code work} on all records of {@code batch}; returns when nothing of it is left to do. */
    public void run(ConsumerRecords<byte[], byte[]> batch, StageWork work) {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>(batch.count());
        batch.forEach(all::add);
        batchSize.record(all.size());
        latency.record(() -> process(all, work));
    }

    private void process(List<ConsumerRecord<byte[], byte[]>> batch, StageWork work) {
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
            int half = batch.size() / 2;
            process(batch.subList(0, half), work);
            process(batch.subList(half, batch.size()), work);
        }
    }

    private void processAlone(ConsumerRecord<byte[], byte[]> record, StageWork work) {
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
            }
        }
    }

    private void attempt(List<ConsumerRecord<byte[], byte[]>> batch, StageWork work) {
        patience.throughOutages("batch", () -> {
            var received = batch.stream()
                    .map(record -> new Received(work.read(record.value()), record))
                    .toList();
            writer.write(work.on(received).stream().map(this::record).toList());
        });
    }

    private ProducerRecord<byte[], byte[]> record(Emitted emitted) {
        var cause = emitted.cause().record();
        return records.of(emitted.event(), TraceParent.after(Received.header(cause, Headers.TRACEPARENT)));
    }
}
