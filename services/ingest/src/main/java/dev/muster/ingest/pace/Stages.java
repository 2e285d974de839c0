package dev.muster.ingest.pace;

import dev.muster.ingest.pace.Sample.Leg;
import dev.muster.ingest.pace.Sample.Place;
import dev.muster.ingest.pace.Sample.Way;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.topic.Broker;
import dev.muster.runtime.topic.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker where topics end and how far the stages are. */
@ApplicationScoped
class Stages {

    private static final long PATIENCE_MS = 2_000;

    private final Broker broker;
    private final Way way;

    Stages(Broker broker, Topics topics) {
        this.broker = broker;
        String submitted = topics.name(Topic.DEVICE_SUBMITTED);
        var outcomes = Set.of(topics.name(Topic.DEVICE_OWNERSHIP), topics.name(Topic.DEVICE_REJECTED));
        this.way = new Way(
                submitted,
                List.of(
                        new Leg("muster.validator", Set.of(submitted)),
                        new Leg("muster.claim", Set.of(topics.name(Topic.DEVICE_VALIDATED))),
                        new Leg("muster.status", outcomes)));
    }

    /** The way of a row from ingest to the read model. */
    Way way() {
        return way;
    }

    /** What holds at {@code at}; throws TimeoutException or ExecutionException where the broker does not say. */
    Sample sample(long at) throws ExecutionException, InterruptedException, TimeoutException {
        var asked = broker.admin()
                .listConsumerGroupOffsets(way.legs().stream()
                        .collect(Collectors.toMap(Leg::group, leg -> new ListConsumerGroupOffsetsSpec())));
        var committed = new HashMap<String, Map<Place, Long>>();
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        for (var leg : way.legs()) {
            var offsets = new HashMap<Place, Long>();
            var answered = asked.partitionsToOffsetAndMetadata(leg.group()).get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            for (var entry : answered.entrySet()) {
                if (entry.getValue() != null) { // null: never committed
                    wanted.put(entry.getKey(), OffsetSpec.latest());
                    offsets.put(place(entry.getKey()), entry.getValue().offset());
                }
            }
            committed.put(leg.group(), offsets);
        }
        var ends = new HashMap<Place, Long>();
        broker.admin()
                .listOffsets(wanted)
                .all()
                .get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(place(partition), end.offset()));
        return new Sample(at, ends, committed);
    }

    private static Place place(TopicPartition partition) {
        return new Place(partition.topic(), partition.partition());
    }
}
