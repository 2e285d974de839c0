package dev.muster.operations.lag;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind.
 *
 * @param state the worst of its partitions
 * @param paused whether an operator wants its stage to pause
 * @param members processes that read for it now
 * @param lag records that it has not read
 * @param lagSeconds the age of the oldest of them; absent where it is not known
 */
public record GroupLag(
        String group,
        LagState state,
        boolean paused,
        int members,
        long lag,
        @Nullable Double lagSeconds,
        List<PartitionLag> partitions) {

    /** Sums its partitions up. */
    public static GroupLag of(String group, boolean paused, int members, List<PartitionLag> partitions) {
        return new GroupLag(
                group,
                partitions.stream().map(PartitionLag::state).reduce(LagState.OK, LagState::or),
                paused,
                members,
                partitions.stream().mapToLong(PartitionLag::lag).sum(),
                partitions.stream()
                        .map(PartitionLag::lagSeconds)
                        .filter(Objects::nonNull)
                        .max(Double::compare)
                        .orElse(null),
                partitions);
    }
}
