package dev.muster.claim;

import dev.muster.claim.ledger.Ask;
import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Telling;
import dev.muster.runtime.stage.Emitted;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Decides claims and releases, and tells what was decided. */
@ApplicationScoped
public class ClaimStage {

    private final StageShell shell;
    private final LedgerStore ledger;
    private final Clock clock;

    ClaimStage(StageShell shell, LedgerStore ledger, Clock clock) {
        this.shell = shell;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Incoming("asked")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.run(batch, this::work);
    }

    private List<Emitted> work(List<Received> batch) {
        var asks = batch.stream().map(received -> Ask.of(received.event())).toList();
        List<Entry> decisions = ledger.decide(asks, clock.instant());
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new Emitted(Telling.of(asks.get(i), decisions.get(i)), batch.get(i)))
                .toList();
    }
}
