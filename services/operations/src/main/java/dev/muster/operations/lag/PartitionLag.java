package dev.muster.operations.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is behind in one partition.
 *
 * @param committed the offset of the next record that it will read
 * @param lag records that it has not read
 * @param lagSeconds the age of the oldest of them; 0 where there is none, absent where it is not known
 * @param retentionShare {@code lagSeconds} as a share of the time that the topic keeps a record; absent where it keeps
 *     them for ever
 * @param drainSeconds until it has read all, if it goes on like this; absent where it never has
 */
public record PartitionLag(
        String topic,
        int partition,
        long committed,
        long end,
        long lag,
        @Nullable Double lagSeconds,
        @Nullable Double retentionShare,
        double rateIn,
        double rateOut,
        @Nullable Double drainSeconds,
        LagState state) {

    private static final double MILLIS = 1000;

    /** At this share of the retention, records may soon be deleted unread. */
    public static final double WORRYING_SHARE = 0.5;

    /**
     * What the observations of a window, oldest first, say.
     *
     * @param oldestUnread when the oldest unread record was written, in milliseconds since 1970
     * @param retention how long the topic keeps a record; null is for ever
     * @param span the time that the window must cover to be judged
     */
    public static PartitionLag of(
            String topic,
            int partition,
            List<Observation> window,
            OptionalLong oldestUnread,
            @Nullable Duration retention,
            Duration span) {
        var now = window.getLast();
        Double seconds = seconds(now, oldestUnread);
        Double share = seconds == null || retention == null ? null : seconds / retention.toSeconds();
        var state =
                LagState.over(window, span).or(share != null && share > WORRYING_SHARE ? LagState.WARN : LagState.OK);
        var flow = Flow.over(window);
        return new PartitionLag(
                topic,
                partition,
                now.committed(),
                now.end(),
                now.lag(),
                seconds,
                share,
                flow.in(),
                flow.out(),
                flow.drainSeconds(),
                state);
    }

    private static @Nullable Double seconds(Observation now, OptionalLong oldestUnread) {
        if (now.lag() == 0) {
            return 0.0;
        }
        return oldestUnread.isEmpty()
                ? null
                : Math.max(
                                0,
                                Duration.between(Instant.ofEpochMilli(oldestUnread.getAsLong()), now.at())
                                        .toMillis())
                        / MILLIS;
    }
}
