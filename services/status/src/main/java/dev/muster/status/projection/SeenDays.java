package dev.muster.status.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** By how much a batch changes the counts of owned devices, for each organization and each day on which they were last seen. */
public final class SeenDays {

    /** The day of devices that were never seen. */
    public static final int NEVER = -1;

    private static final int SECONDS_A_DAY = 86_400;

    /**
     * A count.
     *
     * @param day since 1970, in UTC; {@link #NEVER}
     */
    public record Key(String tenant, int day) {}

    private final Map<Key, Integer> deltas = new HashMap<>();

    /** Counts the change of one device; {@code before} is null where it was not known. */
    public void count(@Nullable DeviceRow before, DeviceRow after) {
        Key then = before == null ? null : key(before);
        Key now = key(after);
        if (Objects.equals(then, now)) {
            return;
        }
        if (now != null) {
            deltas.merge(now, 1, Integer::sum);
        }
        if (then != null) {
            deltas.merge(then, -1, Integer::sum);
        }
    }

    /** The changes that are not nothing. */
    public Map<Key, Integer> deltas() {
        deltas.values().removeIf(delta -> delta == 0);
        return deltas;
    }

    /** The day of a moment. */
    public static int day(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
    }

    private static @Nullable Key key(DeviceRow row) {
        if (!row.isOwned()) {
            return null;
        }
        var sighting = row.sighting();
        return new Key(row.key().tenant(), sighting == null ? NEVER : day(sighting.at()));
    }
}
