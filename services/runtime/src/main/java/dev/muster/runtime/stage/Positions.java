package dev.muster.runtime.stage;

import dev.muster.model.event.StagePauseChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Moves the stage's group to where an operator wants it to go on. While a group has members only a member may commit
 * for it: so, while the stage pauses, each member has its partitions assigned anew, which drops what it had fetched,
 * seeks and commits. Done again at every assignment during the pause, it comes to the same, since nothing is processed.
 */
@ApplicationScoped
class Positions {

    private final String service;
    private final StagePause pause;

    Positions(@ConfigProperty(name = "quarkus.application.name") String service, StagePause pause) {
        this.service = service;
        this.pause = pause;
    }

    /** Whether {@code change} has this service's group go on elsewhere. */
    boolean isMovedBy(StagePauseChanged change) {
        return service.equals(change.stage()) && !change.positions().isEmpty();
    }

    /** Of partitions that have become this process's, where it goes on in those that an operator moves. */
    Map<TopicPartition, OffsetAndMetadata> elsewhere(Collection<TopicPartition> partitions) {
        pause.assigned(partitions);
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var position : pause.wanted().map(StagePauseChanged::positions).orElse(List.of())) {
            var partition = new TopicPartition(position.topic(), position.partition());
            if (partitions.contains(partition)) {
                pause.moved(partition, position.offset());
                offsets.put(partition, new OffsetAndMetadata(position.offset()));
            }
        }
        return offsets;
    }
}
