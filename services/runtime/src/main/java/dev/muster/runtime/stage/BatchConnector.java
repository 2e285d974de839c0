package dev.muster.runtime.stage;

import dev.muster.model.event.StagePauseChanged;
import dev.muster.runtime.topic.Broker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Connects a channel to topics, batch by batch: a message is all records of a poll, or of two, acknowledged as one.
 *
 * <p>Not {@code smallrye-kafka}: that wraps each record of a batch for itself, and asks the consumer five hundred times a
 * second whether something has changed while a batch is worked on (docs/performance.md has what this costs).
 *
 * <p>Of a channel: {@code topics} (a list); {@code late.topics}, those of them that are read {@code late.by.ms} later than
 * the others, from {@code late.from.records} of these within two seconds on ({@link LateTopics}); and what is named as the Kafka consumer names it, such as {@code group.id}.
 */
@ApplicationScoped
@Connector(BatchConnector.NAME)
class BatchConnector implements InboundConnector {

    /** As the configuration of a channel calls it. */
    static final String NAME = "muster-kafka";

    /** Long enough for the rows of a small upload to come as one, and short for a person. */
    private static final Duration GATHERED = Duration.ofMillis(50);

    private final Broker broker;
    private final Positions positions;
    private final MeterRegistry metrics;
    private final List<BatchReader> readers = new CopyOnWriteArrayList<>();

    BatchConnector(Broker broker, Positions positions, MeterRegistry metrics) {
        this.broker = broker;
        this.positions = positions;
        this.metrics = metrics;
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        var topics = Arrays.asList(channel.getValue("topics", String[].class));
        var settings = settings(channel);
        var shown = new AtomicReference<KafkaClientMetrics>();
        var reader = new BatchReader(
                topics, () -> open(settings, shown), positions::elsewhere, late(channel), gathering(settings));
        readers.add(reader);
        return Multi.createBy()
                .repeating()
                .completionStage(reader::next)
                .indefinitely()
                .map(BatchConnector::message);
    }

    /** What is less than a poll may give is few. */
    private static Gathering gathering(Map<String, Object> settings) {
        var most = String.valueOf(settings.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG));
        return new Gathering(Integer.parseInt(most), GATHERED);
    }

    private static LateTopics late(Config channel) {
        return channel.getOptionalValue("late.topics", String[].class)
                .map(topics -> new LateTopics(
                        List.of(topics),
                        Duration.ofMillis(channel.getValue("late.by.ms", Long.class)),
                        channel.getValue("late.from.records", Integer.class)))
                .orElseGet(LateTopics::none);
    }

    private static Message<?> message(BatchQueue.Batch batch) {
        return Message.of(
                batch.records(),
                () -> {
                    batch.done();
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    batch.failed(failure);
                    return CompletableFuture.completedFuture(null);
                });
    }

    private Map<String, Object> settings(Config channel) {
        var settings = new HashMap<>(broker.settings());
        for (String name : channel.getPropertyNames()) {
            if (ConsumerConfig.configNames().contains(name)) {
                channel.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
            }
        }
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        return settings;
    }

    /** A consumer, whose own metrics take the place of those of the one before. */
    private Consumer<byte[], byte[]> open(Map<String, Object> settings, AtomicReference<KafkaClientMetrics> shown) {
        var client = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var own = new KafkaClientMetrics(client);
        var former = shown.getAndSet(own);
        if (former != null) {
            former.close();
        }
        own.bindTo(metrics);
        return client;
    }

    /** While a group has members only a member may commit for it. */
    void on(@Observes StagePauseChanged change) {
        if (positions.isMovedBy(change)) {
            readers.forEach(BatchReader::assignAnew);
        }
    }

    /** Once the batch under way has come to its end. */
    void stop(@Observes @Priority(3) ShutdownEvent shutdown) {
        readers.forEach(BatchReader::close);
    }
}
