package dev.muster.claim;

import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.stage.Emitted;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.TraceParent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Decides claims and releases, keeps the catalogue and the settings that decisions need, and tells what was decided. */
@ApplicationScoped
public class ClaimStage {

    private final StageShell shell;
    private final LedgerStore ledger;
    private final Waiting waiting;
    private final Watch watch;
    private final EventRecords records;
    private final Outcomes outcomes;
    private final Clock clock;

    ClaimStage(
            StageShell shell,
            LedgerStore ledger,
            Waiting waiting,
            Watch watch,
            EventRecords records,
            Outcomes outcomes,
            Clock clock) {
        this.shell = shell;
        this.ledger = ledger;
        this.waiting = waiting;
        this.watch = watch;
        this.records = records;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Incoming("asked")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.run(batch, this::work);
    }

    private List<Emitted> work(List<Received> batch) {
        Turn turn = ledger.take(batch.stream().map(Received::event).toList(), () -> Origin.of(batch), clock.instant());
        watch.see(turn);
        var out = new ArrayList<Emitted>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            for (Event event : turn.told().get(i)) {
                out.add(new Emitted(event, cause(event, batch.get(i), batch)));
            }
        }
        if (turn.settled().isEmpty()) {
            return out;
        }
        var traces = turn.traces();
        waiting.tell(out.stream().map(emitted -> record(emitted, traces)).toList(), turn.settled());
        outcomes.told(out.stream().map(Emitted::event).toList());
        return List.of();
    }

    /** A manifest decides rows that wait: what is told of one follows from the row, if that is in the same batch. */
    private static Received cause(Event event, Received taken, List<Received> batch) {
        if (!(taken.event() instanceof DeviceShipped) || !(event instanceof SubmissionEvent about)) {
            return taken;
        }
        return batch.stream()
                .filter(other -> other.event() instanceof DeviceValidated row
                        && row.submission().equals(about.submission()))
                .findFirst()
                .orElse(taken);
    }

    /** What has waited goes on in the trace of its upload. */
    private ProducerRecord<byte[], byte[]> record(Emitted emitted, Map<SubmissionId, TraceParent> traces) {
        var waited = emitted.event() instanceof SubmissionEvent about ? traces.get(about.submission()) : null;
        return records.of(emitted.event(), waited == null ? emitted.cause().after() : waited);
    }
}
