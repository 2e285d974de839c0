package dev.muster.operations.lag;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far each group is behind.
 *
 * @param at when the broker was asked; absent before it ever was
 */
public record LagReport(@Nullable Instant at, List<GroupLag> groups) {

    /** Nothing is known yet. */
    public static final LagReport NOTHING_YET = new LagReport(null, List.of());
}
