package dev.muster.runtime.stage;

import dev.muster.model.event.ControlEvent;
import dev.muster.model.event.ControlRequest;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.UnreadableEventException;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.topic.Broker;
import dev.muster.runtime.topic.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what operators ask for, and what is answered: every process reads all of {@code control.v1} from its start, in
 * no group. Each event that is the last of its key at the start, and each one after, is also fired as a CDI event.
 */
@ApplicationScoped
public class Control {

    private static final Logger LOG = Logger.getLogger(Control.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long the broker may have nothing to say; what is asked for meanwhile it says at once. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private final Broker broker;
    private final Topics topics;
    private final Event<ControlEvent> events;
    private final Asked asked = new Asked();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean stopping;

    Control(Broker broker, Topics topics, Event<ControlEvent> events) {
        this.broker = broker;
        this.topics = topics;
        this.events = events;
    }

    /** The last event with that key, of those known to this process. */
    public Optional<ControlEvent> latest(String key) {
        return asked.latest(key);
    }

    Asked asked() {
        return asked;
    }

    void start(@Observes @Priority(2) StartupEvent start) {
        Thread.ofPlatform().name("control").daemon().start(this::follow);
    }

    private void follow() {
        while (!stopping) {
            try (var opened = open()) {
                consumer = opened;
                read(opened);
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("control not followed cause=%s", e);
                pause();
            }
        }
    }

    /** From the start of the topic: what was learnt before is learnt again, to the same end. */
    private void read(KafkaConsumer<byte[], byte[]> opened) {
        var partitions = opened.partitionsFor(topics.name(Topic.CONTROL)).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        var old = new HashMap<String, ControlEvent>();
        var ends = opened.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> opened.position(end.getKey()) < end.getValue())) {
            opened.poll(POLL).forEach(record -> event(record).ifPresent(event -> old.put(event.key(), event)));
        }
        old.values().forEach(this::learn);
        asked.know();
        while (!stopping) {
            try {
                opened.poll(POLL).forEach(record -> event(record).ifPresent(this::learn));
            } catch (WakeupException e) {
                throw e;
            } catch (KafkaException e) { // goes on from where it was
                LOG.warnf("control not followed cause=%s", e);
                pause();
            }
        }
    }

    private void learn(ControlEvent event) {
        boolean news = !asked.latest(event.key()).equals(Optional.of(event));
        asked.learn(event);
        if (news) {
            if (event instanceof ControlRequest request) {
                LOG.infof("asked key=%s requestId=%s by=%s", event.key(), event.requestId(), request.requestedBy());
            }
            try {
                events.fire(event);
            } catch (RuntimeException e) {
                LOG.errorf(e, "request not carried out key=%s requestId=%s", event.key(), event.requestId());
            }
        }
    }

    /** A record that is no request, whoever wrote it, stops nobody. */
    private static Optional<ControlEvent> event(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null && EventJson.read(record.value()) instanceof ControlEvent event) {
                return Optional.of(event);
            }
        } catch (UnreadableEventException e) {
            LOG.warnf("no request partition=%d offset=%d", record.partition(), record.offset());
        }
        return Optional.empty();
    }

    private KafkaConsumer<byte[], byte[]> open() {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) QUIET.toMillis());
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent shutdown) {
        stopping = true;
        asked.stop();
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
    }
}
