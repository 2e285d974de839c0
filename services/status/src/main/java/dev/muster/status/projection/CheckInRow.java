package dev.muster.status.projection;

import dev.muster.model.event.DeviceCheckedIn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** When a device was last seen, and with whom; kept whether the device is owned or not. */
public record CheckInRow(
        DeviceRow.Key key, Instant lastSeenAt, @Nullable String user) implements Row<DeviceRow.Key, CheckInRow> {

    /** A time in the future is cut to when it was told; of a second no more counts than the table keeps. */
    static CheckInRow of(DeviceCheckedIn event) {
        Instant seen = event.lastSeenAt().isAfter(event.receivedAt()) ? event.receivedAt() : event.lastSeenAt();
        return new CheckInRow(
                new DeviceRow.Key(event.tenant(), event.deviceId()), seen.truncatedTo(ChronoUnit.MILLIS), event.user());
    }

    @Override
    public CheckInRow merge(CheckInRow other) {
        return Merging.greater(
                this, other, Comparator.comparing(CheckInRow::lastSeenAt), row -> row.user == null ? "" : row.user);
    }
}
