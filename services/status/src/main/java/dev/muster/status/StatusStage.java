package dev.muster.status;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.runtime.stage.Emitted;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import dev.muster.runtime.stage.StageWork;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.Expiry;
import dev.muster.status.store.Position;
import dev.muster.status.store.ReadModelStore;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Projects all that happens into the read model. */
@ApplicationScoped
public class StatusStage implements StageWork {

    private final StageShell shell;
    private final ReadModelStore store;
    private final Clock clock;
    private final Shown shown = new Shown();

    StatusStage(StageShell shell, ReadModelStore store, Clock clock) {
        this.shell = shell;
        this.store = store;
        this.clock = clock;
    }

    @Incoming("facts")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.run(batch, this);
    }

    /** The read model shows the hardware hash of failed rows only, which their failures carry. */
    @Override
    public Event read(byte @Nullable [] value) {
        return EventJson.readWithoutHash(value);
    }

    @Override
    public List<Emitted> on(List<Received> batch) {
        var changes = new Changes(Expiry.at(clock.instant()));
        for (var received : batch) {
            var record = received.record();
            if (!shown.says(received.event())) {
                changes.add(received.event(), record.partition(), record.offset());
            }
        }
        var fresh = changes.submissions().keySet().stream().filter(shown::lacks).collect(Collectors.toSet());
        store.apply(
                changes,
                fresh::contains,
                Position.behind(batch.stream().map(Received::record).toList()));
        batch.forEach(received -> shown.shown(received.event()));
        return List.of();
    }
}
