package dev.muster.status;

import dev.muster.runtime.stage.Emitted;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import dev.muster.status.projection.Changes;
import dev.muster.status.store.ReadModelStore;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Projects all that happens into the read model. */
@ApplicationScoped
public class StatusStage {

    private final StageShell shell;
    private final ReadModelStore store;

    StatusStage(StageShell shell, ReadModelStore store) {
        this.shell = shell;
        this.store = store;
    }

    @Incoming("facts")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.run(batch, this::work);
    }

    private List<Emitted> work(List<Received> batch) {
        var changes = new Changes();
        batch.forEach(received -> changes.add(
                received.event(),
                received.record().partition(),
                received.record().offset()));
        store.apply(changes);
        return List.of();
    }
}
