package dev.muster.runtime.topic;

import dev.muster.model.topic.Topic;
import dev.muster.runtime.stage.Patience;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it, before anything else runs, that every topic exists and that each of its partitions has a leader that
 * answers: a first write to a topic in the moment of its creation can be lost (KAFKA-15591).
 */
@ApplicationScoped
public class Topics {

    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final List<String> SERVICES = List.of("ingest", "validator", "claim", "status", "operations");
    private static final Duration COMPACTION_LAG = Duration.ofHours(1);

    /** So many that two can be asked to acknowledge each record, and one may be away: fewer would stop with the first. */
    private static final int ENOUGH_COPIES = 3;

    /** A dead letter is a record, however large its topic lets it be, and more headers. */
    static final int LARGEST_DEAD_LETTER = 16 * 1024 * 1024;

    private final TopicSettings settings;
    private final Broker broker;
    private final Patience patience;

    Topics(TopicSettings settings, Broker broker, Patience patience) {
        this.settings = settings;
        this.broker = broker;
        this.patience = patience;
    }

    /** The name of {@code topic} on the broker. */
    public String name(Topic topic) {
        return topic.name(settings.prefix());
    }

    /** The name of the dead-letter topic of {@code service}. */
    public String deadLetter(String service) {
        return Topic.deadLetter(settings.prefix(), service);
    }

    void ensure(@Observes @Priority(1) StartupEvent start) {
        patience.untilDone("topics", this::ensure);
    }

    private void ensure() throws ExecutionException, InterruptedException {
        var wanted = wanted();
        create(broker.admin(), wanted);
        awaitLeaders(broker.admin(), wanted.stream().map(NewTopic::name).collect(Collectors.toSet()));
        LOG.infof("topics ready count=%d", wanted.size());
    }

    /** All topics, as they are made where they are missing. */
    List<NewTopic> wanted() {
        Stream<NewTopic> events = Stream.of(Topic.values()).map(t -> topic(name(t), t.retention(), t.compacted()));
        Stream<NewTopic> dead = SERVICES.stream()
                .map(s -> topic(deadLetter(s), Topic.DEAD_LETTER_RETENTION, false))
                .peek(t -> t.configs().put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(LARGEST_DEAD_LETTER)));
        return Stream.concat(events, dead).toList();
    }

    private NewTopic topic(String name, @Nullable Duration retention, boolean compacted) {
        var config = new HashMap<String, String>();
        config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention == null ? -1 : retention.toMillis()));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        if (settings.replication() >= ENOUGH_COPIES) {
            config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        if (compacted) {
            config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            config.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, String.valueOf(COMPACTION_LAG.toMillis()));
        }
        return new NewTopic(name, settings.partitions(), settings.replication()).configs(config);
    }

    private static void create(Admin admin, List<NewTopic> wanted) throws ExecutionException, InterruptedException {
        Set<String> present = admin.listTopics().names().get();
        var missing = wanted.stream().filter(t -> !present.contains(t.name())).toList();
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // another service was faster
                    throw e;
                }
            }
        }
    }

    /** Asks the leader of each partition for its end: only a leader that serves its partition can tell. */
    private static void awaitLeaders(Admin admin, Set<String> names) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        List<TopicDescription> topics = new ArrayList<>(
                admin.describeTopics(names).allTopicNames().get().values());
        for (var topic : topics) {
            IntStream.range(0, topic.partitions().size())
                    .forEach(p -> ends.put(new TopicPartition(topic.name(), p), OffsetSpec.latest()));
        }
        admin.listOffsets(ends).all().get();
    }
}
