package dev.muster.operations.failure;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.EventJson;
import dev.muster.model.topic.Headers;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.stage.StageShell;
import dev.muster.runtime.topic.Topics;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Notes what failed. */
@ApplicationScoped
public class FailureStage {

    /** The services that set records aside. */
    public static final List<String> SERVICES = List.of("ingest", "validator", "claim", "status", "operations");

    private static final Logger LOG = Logger.getLogger(FailureStage.class);

    private final StageShell shell;
    private final FailureStore store;
    private final Topics topics;
    private final Map<String, String> serviceOfTopic = new LinkedHashMap<>();

    FailureStage(StageShell shell, FailureStore store, Topics topics) {
        this.shell = shell;
        this.store = store;
        this.topics = topics;
        SERVICES.forEach(service -> serviceOfTopic.put(topics.deadLetter(service), service));
    }

    @Incoming("failures")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch) {
        shell.runRaw(batch, this::note);
    }

    private void note(List<ConsumerRecord<byte[], byte[]>> batch) {
        var failures = new ArrayList<FailureRow>();
        var conflicts = new LinkedHashMap<Place, DeviceContested>();
        for (var record : batch) {
            String service = serviceOfTopic.get(record.topic());
            if (service != null) {
                if (!isOfItself(record)) {
                    failures.add(FailureRecords.deadLetter(record, service));
                }
                continue;
            }
            switch (EventJson.readWithoutHash(record.value())) {
                case DeviceRejected event -> failures.add(FailureRecords.rejection(record, event));
                case DeviceContested event ->
                    conflicts.put(new Place(record.topic(), record.partition(), record.offset()), event);
                default -> throw new IllegalArgumentException("no failure");
            }
        }
        store.note(failures, conflicts);
    }

    /** A letter of this service about one of its own letters: noted once, it would come round for ever. */
    private boolean isOfItself(ConsumerRecord<byte[], byte[]> record) {
        String own = topics.deadLetter("operations");
        boolean ofItself = record.topic().equals(own) && own.equals(Received.header(record, Headers.DEAD_TOPIC));
        if (ofItself) {
            LOG.errorf(
                    "dead letter not noted topic=%s partition=%d offset=%d", own, record.partition(), record.offset());
        }
        return ofItself;
    }

    /** The topics that a record can have come from before it was set aside. */
    public Set<String> sources() {
        var sources = new HashSet<String>();
        for (Topic topic : Topic.values()) {
            sources.add(topics.name(topic));
        }
        return sources;
    }
}
