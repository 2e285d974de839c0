package dev.muster.operations.watch;

import dev.muster.runtime.topic.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the broker says of this system's consumer groups. */
@ApplicationScoped
public class Groups {

    private static final Logger LOG = Logger.getLogger(Groups.class);

    private static final String OURS = "muster.";
    private static final List<String> ALWAYS =
            List.of("muster.validator", "muster.claim", "muster.status", "muster.operations");

    private final Broker broker;
    private final Map<String, Integer> partitionsOfTopic = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Groups(Broker broker) {
        this.broker = broker;
    }

    /**
     * A consumer group.
     *
     * @param known false while the broker does not say: the partition that it keeps the group in has no leader
     * @param members processes that read for it
     * @param committed by partition of its topics: the offset of the next record that it will read; null where it has
     *     read nothing yet
     */
    public record Group(String name, boolean known, int members, Map<TopicPartition, @Nullable Long> committed) {}

    /**
     * All groups of this system; the four of its services even where they have never read, and those that were seen before
     * even where the broker does not say now what they do. Throws where it says so of none.
     */
    public List<Group> all() throws ExecutionException, InterruptedException {
        var names = names();
        var described = broker.admin().describeConsumerGroups(names).describedGroups();
        var offsets = broker.admin()
                .listConsumerGroupOffsets(names.stream()
                        .collect(Collectors.toMap(name -> name, name -> new ListConsumerGroupOffsetsSpec())));
        var groups = new ArrayList<Group>();
        ExecutionException failure = null;
        for (var name : names) {
            try {
                group(name, Objects.requireNonNull(described.get(name)), offsets.partitionsToOffsetAndMetadata(name))
                        .ifPresent(groups::add);
            } catch (ExecutionException e) {
                LOG.debugf("group not known group=%s cause=%s", name, e.getCause());
                failure = e;
                groups.add(new Group(name, false, 0, Map.of()));
            }
        }
        if (failure != null && groups.stream().noneMatch(Group::known)) {
            throw failure;
        }
        return groups;
    }

    /** Those of the services, those that the broker lists, and those that it has listed before. */
    private Set<String> names() throws ExecutionException, InterruptedException {
        var names = new TreeSet<>(ALWAYS);
        names.addAll(seen);
        broker.admin().listGroups(ListGroupsOptions.forConsumerGroups()).valid().get().stream()
                .map(listing -> listing.groupId())
                .filter(name -> name.startsWith(OURS))
                .forEach(names::add);
        return names;
    }

    /** Nothing where the broker says that there is none, unless it is of one of the services; throws where it says nothing. */
    private Optional<Group> group(
            String name,
            KafkaFuture<ConsumerGroupDescription> description,
            KafkaFuture<Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws ExecutionException, InterruptedException {
        try {
            var group = group(name, description.get(), offsets.get());
            seen.add(name);
            return Optional.of(group);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
            seen.remove(name);
            return ALWAYS.contains(name) ? Optional.of(new Group(name, true, 0, Map.of())) : Optional.empty();
        }
    }

    /** The offset of the next record that {@code group} will read in each partition that it has read from. */
    public Map<TopicPartition, Long> committed(String group) throws ExecutionException, InterruptedException {
        return committed(broker.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
    }

    private Group group(String name, ConsumerGroupDescription group, Map<TopicPartition, OffsetAndMetadata> offsets)
            throws ExecutionException, InterruptedException {
        var committed = new HashMap<TopicPartition, @Nullable Long>(committed(offsets));
        complete(
                committed,
                group.members().stream()
                        .flatMap(member -> member.assignment().topicPartitions().stream())
                        .collect(Collectors.toSet()));
        return new Group(name, true, group.members().size(), committed);
    }

    private static Map<TopicPartition, Long> committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        var committed = new HashMap<TopicPartition, Long>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** The offset behind the last record of each partition. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The offset of the first record of each partition that is still kept. */
    public Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.earliest()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What the broker answers for {@code spec} in each partition. */
    public Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        return broker.admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
                .all()
                .get();
    }

    /** The same of those partitions that answer: one without a leader is missing. Throws where none of them answers. */
    public Map<TopicPartition, ListOffsetsResultInfo> answered(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        var asked = broker.admin()
                .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)));
        var answers = new HashMap<TopicPartition, ListOffsetsResultInfo>();
        ExecutionException failure = null;
        for (var partition : partitions) {
            try {
                answers.put(partition, asked.partitionResult(partition).get());
            } catch (ExecutionException e) {
                failure = e;
            }
        }
        if (failure != null && answers.isEmpty()) {
            throw failure;
        }
        return answers;
    }

    /** How long each of these topics keeps a record now; empty is for ever. */
    public Map<String, Optional<Duration>> retention(Collection<String> topics)
            throws ExecutionException, InterruptedException {
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        var kept = new HashMap<String, Optional<Duration>>();
        broker.admin()
                .describeConfigs(resources)
                .all()
                .get()
                .forEach((topic, config) -> kept.put(topic.name(), retention(config)));
        return kept;
    }

    private static Optional<Duration> retention(Config config) {
        long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
        return config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains(TopicConfig.CLEANUP_POLICY_DELETE)
                        && millis >= 0
                ? Optional.of(Duration.ofMillis(millis))
                : Optional.empty();
    }

    /** How many partitions each of these topics has; one that is not there is missing. */
    public Map<String, Integer> partitions(Collection<String> topics) throws ExecutionException, InterruptedException {
        var unknown = topics.stream()
                .filter(topic -> !partitionsOfTopic.containsKey(topic))
                .toList();
        if (!unknown.isEmpty()) {
            for (var described :
                    broker.admin().describeTopics(unknown).topicNameValues().entrySet()) {
                try {
                    partitionsOfTopic.put(
                            described.getKey(),
                            described.getValue().get().partitions().size());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw e;
                    }
                }
            }
        }
        return topics.stream()
                .distinct()
                .filter(partitionsOfTopic::containsKey)
                .collect(Collectors.toMap(topic -> topic, partitionsOfTopic::get));
    }

    /** All partitions of every topic that the group has to do with, those too that it has not read from. */
    private void complete(Map<TopicPartition, @Nullable Long> committed, Set<TopicPartition> assigned)
            throws ExecutionException, InterruptedException {
        var topics = new HashSet<String>();
        committed.keySet().forEach(partition -> topics.add(partition.topic()));
        assigned.forEach(partition -> topics.add(partition.topic()));
        partitions(topics)
                .forEach((topic, count) -> IntStream.range(0, count)
                        .forEach(partition -> committed.putIfAbsent(new TopicPartition(topic, partition), null)));
    }
}
