package dev.muster.operations.lag;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind.
 *
 * @param state the worst of its partitions; absent while the broker does not say how far the group is
 * @param asOf only while the broker does not say: of when all that follows is; absent where it never said
 * @param paused whether an operator wants its stage to pause
 * @param members processes that read for it now
 * @param lag records that it has not read
 * @param lagSeconds the age of the oldest of them; absent where it is not known
 */
public record GroupLag(
        String group,
        @Nullable LagState state,
        @Nullable Instant asOf,
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
                null,
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

    /** Whether the broker says how far it is. */
    @JsonIgnore
    public boolean isKnown() {
        return state != null;
    }

    /** A group of which the broker has never said anything. */
    public static GroupLag unknown(String group, boolean paused) {
        return new GroupLag(group, null, null, paused, 0, 0, null, List.of());
    }

    /** The same figures, which were true at {@code time}, while the broker does not say; those of an earlier time stay so. */
    public GroupLag asOf(Instant time) {
        return new GroupLag(group, null, state == null ? asOf : time, paused, members, lag, lagSeconds, partitions);
    }
}
