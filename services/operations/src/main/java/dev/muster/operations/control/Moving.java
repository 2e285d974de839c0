package dev.muster.operations.control;

import dev.muster.operations.control.Moves.Move;
import dev.muster.operations.watch.Groups;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.runtime.topic.Broker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves a group. While it has members, only they can: each does so at an assignment of its partitions, see {@code
 * Positions} in the runtime. A group without members is moved from here.
 */
@ApplicationScoped
class Moving {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofMillis(250);

    private final Groups groups;
    private final Broker broker;

    Moving(Groups groups, Broker broker) {
        this.groups = groups;
        this.broker = broker;
    }

    /** What {@code target} means for the group's partitions. */
    List<Move> moves(String name, Target target) throws ExecutionException, InterruptedException {
        var committed = group(name).committed();
        var chosen = committed.keySet().stream()
                .filter(partition -> target.topic() == null || target.topic().equals(partition.topic()))
                .filter(partition -> target.partition() == null || target.partition() == partition.partition())
                .collect(Collectors.toSet());
        if (chosen.isEmpty()) {
            throw ProblemException.invalidParameter("The group " + name + " reads no such topic and partition.");
        }
        return Moves.of(committed, targets(chosen, target), groups.begins(chosen), groups.ends(chosen));
    }

    /** Waits until the group's committed offsets are those of the moves; false where they are not after half a minute. */
    boolean awaitDone(String name, List<Move> moves) throws ExecutionException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        var wanted = moves.stream()
                .collect(Collectors.toMap(move -> new TopicPartition(move.topic(), move.partition()), Move::to));
        while (System.nanoTime() < until) {
            var group = group(name);
            if (wanted.entrySet().stream()
                    .allMatch(entry -> entry.getValue().equals(group.committed().get(entry.getKey())))) {
                return true;
            }
            if (group.members() == 0) {
                move(name, wanted);
            }
            Thread.sleep(EVERY);
        }
        return false;
    }

    private void move(String name, Map<TopicPartition, Long> wanted) throws InterruptedException, ExecutionException {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        wanted.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
        broker.admin().alterConsumerGroupOffsets(name, offsets).all().get();
    }

    private Map<TopicPartition, Long> targets(Set<TopicPartition> chosen, Target target)
            throws ExecutionException, InterruptedException {
        return switch (Objects.requireNonNull(target.to())) {
            case "earliest" -> groups.begins(chosen);
            case "latest" -> groups.ends(chosen);
            case "time" -> ofTime(chosen, Objects.requireNonNull(target.time()).toEpochMilli());
            default ->
                chosen.stream()
                        .collect(
                                Collectors.toMap(partition -> partition, p -> Objects.requireNonNull(target.offset())));
        };
    }

    /** The end of a partition that has no record of that time or later. */
    private Map<TopicPartition, Long> ofTime(Set<TopicPartition> chosen, long millis)
            throws ExecutionException, InterruptedException {
        var targets = new HashMap<>(groups.ends(chosen));
        groups.offsets(chosen, OffsetSpec.forTimestamp(millis)).forEach((partition, found) -> {
            if (found.offset() >= 0) {
                targets.put(partition, found.offset());
            }
        });
        return targets;
    }

    private Groups.Group group(String name) throws ExecutionException, InterruptedException {
        var found = groups.all().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("There is no group " + name + "."));
        if (!found.known()) {
            throw new ProblemException(
                    "broker-unavailable",
                    503,
                    "Not available at the moment",
                    "The broker does not say where the group " + name + " is. Ask again in a moment.");
        }
        return found;
    }
}
