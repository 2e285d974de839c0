package dev.muster.runtime.stage;

import dev.muster.model.event.StagePauseChanged;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds this service's stage back while an operator wants it to pause: the batch under way is finished, the next one
 * waits. At a start the first batch waits until it is known what is asked.
 */
@Startup
@ApplicationScoped
class StagePause {

    private final String service;
    private final Asked asked;
    private final Map<TopicPartition, Long> moved = new ConcurrentHashMap<>();

    @Inject
    StagePause(
            @ConfigProperty(name = "quarkus.application.name") String service, Control control, MeterRegistry metrics) {
        this(service, control.asked(), metrics);
    }

    StagePause(String service, Asked asked, MeterRegistry metrics) {
        this.service = service;
        this.asked = asked;
        Gauge.builder("muster.stage.paused", () -> isPaused() ? 1 : 0)
                .description("1 while an operator wants the stage to pause")
                .register(metrics);
    }

    /** What is asked of this stage, if anything ever was. */
    Optional<StagePauseChanged> wanted() {
        return asked.latest(StagePauseChanged.key(service))
                .filter(StagePauseChanged.class::isInstance)
                .map(StagePauseChanged.class::cast);
    }

    boolean isPaused() {
        return wanted().map(StagePauseChanged::paused).orElse(false);
    }

    /** Returns once the stage may go on; throws CancellationException once the service stops. */
    void await() {
        asked.await(() -> !isPaused());
    }

    /**
     * These partitions are this process's from now on, to go on where the group has committed: it may be before where it
     * once was to go on, since others have had them in the meantime.
     */
    void assigned(Collection<TopicPartition> partitions) {
        moved.keySet().removeAll(partitions);
    }

    /** The stage goes on from {@code offset}: what it had fetched before that is not to be processed any more. */
    void moved(TopicPartition partition, long offset) {
        moved.put(partition, offset);
    }

    /** Whether a record lies before where an operator had this process go on. */
    boolean isSkipped(ConsumerRecord<byte[], byte[]> record) {
        Long from = moved.get(new TopicPartition(record.topic(), record.partition()));
        return from != null && record.offset() < from;
    }
}
