package dev.muster.operations.control;

import dev.muster.model.event.StagePauseChanged.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where a group stands and where it would go on. */
final class Moves {

    private Moves() {}

    /**
     * A partition of a group.
     *
     * @param committed the offset of the next record that the group would read by itself
     * @param to of the next one that it is to read
     * @param readAgain records that would be read again
     * @param skipped records that would never be read
     */
    record Move(String topic, int partition, long committed, long to, long readAgain, long skipped) {

        static Move of(TopicPartition partition, long committed, long to) {
            return new Move(
                    partition.topic(),
                    partition.partition(),
                    committed,
                    to,
                    Math.max(0, committed - to),
                    Math.max(0, to - committed));
        }

        Position position() {
            return new Position(topic, partition, to);
        }
    }

    /**
     * The moves of all partitions, ordered by topic and partition.
     *
     * @param committed by partition; null where the group has read nothing yet, and so would read from the begin
     * @param targets where each is to go on; cut to what is there
     */
    static List<Move> of(
            Map<TopicPartition, @Nullable Long> committed,
            Map<TopicPartition, Long> targets,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        var moves = new ArrayList<Move>();
        targets.forEach((partition, target) -> {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            Long at = committed.get(partition);
            moves.add(Move.of(partition, at == null ? begin : at, Math.clamp(target, begin, end)));
        });
        moves.sort(Comparator.comparing(Move::topic).thenComparingInt(Move::partition));
        return moves;
    }
}
