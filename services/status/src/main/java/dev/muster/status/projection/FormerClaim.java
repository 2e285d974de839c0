package dev.muster.status.projection;

import dev.muster.status.projection.DeviceRow.Claim;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A claim that a later one of the same organization has replaced: kept for the device's history. */
public record FormerClaim(Key key, Claim claim) {

    /** The place of a claim in the history of a device and an organization. */
    public record Key(DeviceRow.Key device, long sequence) {}

    /** The claim that does not stand once both rows are merged; empty where they know one claim at most. */
    public static Optional<FormerClaim> of(@Nullable DeviceRow one, DeviceRow other) {
        if (one == null || one.claim() == null || other.claim() == null) {
            return Optional.empty();
        }
        long first = one.claim().sequence();
        long second = other.claim().sequence();
        if (first == second) {
            return Optional.empty();
        }
        Claim replaced = first < second ? one.claim() : other.claim();
        return Optional.of(new FormerClaim(new Key(other.key(), replaced.sequence()), replaced));
    }
}
