package dev.muster.status.rebuild;

import dev.muster.model.event.EventJson;
import dev.muster.model.event.UnreadableEventException;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.stage.Patience;
import dev.muster.runtime.topic.Broker;
import dev.muster.runtime.topic.Topics;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.Expiry;
import dev.muster.status.store.Position;
import dev.muster.status.store.ReadModelStore;
import dev.muster.status.store.TableSet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the topics into a set of tables that does not serve. */
@ApplicationScoped
class Filling {

    private static final Logger LOG = Logger.getLogger(Filling.class);
    private static final String GROUP = "muster.status";
    private static final int PATIENCE_SECONDS = 10;

    /** In which the tables are made, decisions first: a row that is registered is never written as a pending one. */
    private static final List<Topic> ORDER = List.of(
            Topic.DEVICE_OWNERSHIP,
            Topic.DEVICE_REJECTED,
            Topic.REGISTRATION_RECEIVED,
            Topic.DEVICE_RELEASE_REQUESTED,
            Topic.DEVICE_CHECKED_IN,
            Topic.DEVICE_SUBMITTED);

    private final TableSets sets;
    private final ReadModelStore store;
    private final Broker broker;
    private final Topics topics;
    private final Patience patience;
    private final Clock clock;
    private final Counter events;
    private final AtomicLong left = new AtomicLong();

    Filling(
            TableSets sets,
            ReadModelStore store,
            Broker broker,
            Topics topics,
            Patience patience,
            Clock clock,
            MeterRegistry metrics) {
        this.sets = sets;
        this.store = store;
        this.broker = broker;
        this.topics = topics;
        this.patience = patience;
        this.clock = clock;
        this.events = Counter.builder("muster.rebuild.events")
                .description("Events that this process has read to rebuild the read model")
                .register(metrics);
        metrics.gauge("muster.rebuild.events.left", left);
    }

    /** The name of the topic of submissions. */
    String submissions() {
        return topics.name(Topic.DEVICE_SUBMITTED);
    }

    /** Events that this process has read so far. */
    long events() {
        return (long) events.count();
    }

    /** Events that are still to be read to where the last call wanted to come. */
    long left() {
        return left.get();
    }

    /**
     * Reads what lies before {@code to} into the tables of {@code set}, from where they are.
     *
     * @param limit for each of the topics
     * @param check called before each set of records; what it throws ends the reading
     */
    void read(TopicReplay replay, TableSet set, Map<TopicPartition, Long> to, Duration limit, Runnable check) {
        Map<TopicPartition, Long> from = positions(set);
        left.set(to.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - from.getOrDefault(end.getKey(), 0L)))
                .sum());
        for (Topic topic : ORDER) {
            var ends = new HashMap<>(to);
            ends.keySet().removeIf(partition -> !partition.topic().equals(topics.name(topic)));
            replay.read(from, ends, limit, records -> {
                check.run();
                apply(set, records);
            });
        }
        store(set, new Changes(Expiry.NEVER), Position.of(to)); // where nothing is behind the last record
    }

    private Map<TopicPartition, Long> positions(TableSet set) {
        try {
            return sets.positions(set);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record that cannot be read into the tables was set aside when they were filled first; it is passed over. */
    private void apply(TableSet set, List<ConsumerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        try {
            var changes = new Changes(Expiry.at(clock.instant()));
            records.forEach(record -> add(changes, record));
            store(set, changes, Position.behind(records));
            events.increment(records.size());
            left.addAndGet(-records.size());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            if (records.size() == 1) {
                passOver(records.getFirst(), e);
                return;
            }
            apply(set, records.subList(0, records.size() / 2));
            apply(set, records.subList(records.size() / 2, records.size()));
        }
    }

    private static void add(Changes changes, ConsumerRecord<byte[], byte[]> record) {
        try {
            changes.add(EventJson.readWithoutHash(record.value()), record.partition(), record.offset());
        } catch (UnreadableEventException e) {
            passOver(record, e);
        }
    }

    private static void passOver(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        LOG.warnf(
                "passed over topic=%s partition=%d offset=%d cause=%s",
                record.topic(), record.partition(), record.offset(), cause);
    }

    /** Waits for the database as long as it takes. */
    void store(TableSet set, Changes changes, Collection<Position> positions) {
        patience.throughOutages("rebuild", () -> store.apply(set, changes, submission -> false, positions));
    }

    /** What the group of the projection has committed: further than the tables know, where a record was set aside. */
    Map<TopicPartition, Long> committed() {
        try {
            var committed = new HashMap<TopicPartition, Long>();
            var names = ORDER.stream().map(topics::name).toList();
            broker.admin()
                    .listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> {
                        if (offset != null && names.contains(partition.topic())) {
                            committed.put(partition, offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
