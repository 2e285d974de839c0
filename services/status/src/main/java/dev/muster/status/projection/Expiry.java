package dev.muster.status.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What the read model answers no longer: uploads with all their rows, and releases, 90 days after they were made, as the
 * topics keep them. The id of an upload is ordered by time, so the id says its age.
 *
 * @param before what was made earlier is expired
 */
public record Expiry(Instant before) {

    /** How long uploads and releases are answered. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** Nothing is expired. */
    public static final Expiry NEVER = new Expiry(Instant.EPOCH);

    /** What is expired at that moment. */
    public static Expiry at(Instant now) {
        return new Expiry(now.minus(KEPT));
    }

    /** The first id of an upload that is not expired. */
    public UUID firstKept() {
        return new UUID(before.toEpochMilli() << 16, 0);
    }

    public boolean isExpired(UUID registrationId) {
        return registrationId.getMostSignificantBits() >>> 16 < before.toEpochMilli();
    }

    public boolean isExpired(Instant madeAt) {
        return madeAt.isBefore(before);
    }
}
