package dev.muster.runtime.stage;

import dev.muster.model.event.StagePauseChanged;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Moves the stage's group to where an operator wants it to go on. While a group has members only a member may commit
 * for it: so, while the stage pauses, each member has its partitions assigned anew, which drops what it had fetched,
 * seeks and commits. Done again at every assignment during the pause, it comes to the same, since nothing is processed.
 */
@ApplicationScoped
@Identifier(Positions.LISTENER)
public class Positions implements KafkaConsumerRebalanceListener {

    /** As the connector's configuration calls it. */
    static final String LISTENER = "muster";

    private static final Logger LOG = Logger.getLogger(Positions.class);

    private final String group;
    private final StagePause pause;
    private final KafkaClientService clients;

    Positions(
            @ConfigProperty(name = "quarkus.application.name") String service,
            StagePause pause,
            KafkaClientService clients) {
        this.group = "muster." + service;
        this.pause = pause;
        this.clients = clients;
    }

    void on(@Observes StagePauseChanged change) {
        if (!group.equals("muster." + change.stage()) || change.positions().isEmpty()) {
            return;
        }
        for (String channel : clients.getConsumerChannels()) {
            List<KafkaConsumer<byte[], byte[]>> consumers = clients.getConsumers(channel);
            consumers.forEach(Positions::assignAnew);
        }
    }

    private static void assignAnew(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.runOnPollingThread(client -> {
                    client.enforceRebalance("an operator moves the group");
                })
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("partitions not assigned anew cause=%s", failure));
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!consumer.groupMetadata().groupId().equals(group)) {
            return;
        }
        pause.assigned(partitions);
        var positions = pause.wanted().map(StagePauseChanged::positions).orElse(List.of());
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var position : positions) {
            var partition = new TopicPartition(position.topic(), position.partition());
            if (partitions.contains(partition)) {
                consumer.seek(partition, position.offset());
                pause.moved(partition, position.offset());
                offsets.put(partition, new OffsetAndMetadata(position.offset()));
            }
        }
        if (!offsets.isEmpty()) {
            consumer.commitSync(offsets);
            LOG.infof("moved group=%s positions=%s", group, offsets);
        }
    }
}
