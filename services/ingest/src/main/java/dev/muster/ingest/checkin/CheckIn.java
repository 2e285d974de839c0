package dev.muster.ingest.checkin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device that was seen, as its portal tells it. */
record CheckIn(
        String manufacturer,
        String serialNumber,
        Instant lastSeenAt,
        @Nullable String user) {}
