package dev.muster.ingest.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device that was seen, as its portal tells it. */
public record CheckIn(
        @Nullable String manufacturer,
        @Nullable String serialNumber,
        @Nullable Instant lastSeenAt,
        @Nullable String user) {}
