package dev.muster.status.projection;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device and one organization: the newest word of the ledger between the two, and the newest claim.
 *
 * @param sequence the place of the newest word in the device's ledger; the greater stands; never shown
 * @param claim the newest claim, kept after a release as well; null where only releases were seen
 */
public record DeviceRow(Key key, long sequence, @Nullable Claim claim) implements Row<DeviceRow.Key, DeviceRow> {

    /** A device, as one organization sees it. */
    public record Key(String tenant, UUID deviceId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTenant = tenant.compareTo(other.tenant);
            return byTenant != 0 ? byTenant : deviceId.compareTo(other.deviceId);
        }
    }

    /**
     * What the device is, as it was claimed.
     *
     * @param sequence the place of the claim in the device's ledger
     */
    public record Claim(
            long sequence,
            SubmissionId submission,
            String manufacturer,
            @Nullable String model,
            String serialNumber,
            @Nullable String groupTag,
            @Nullable String orderId,
            @Nullable String purchaseId,
            Instant registeredAt,
            @Nullable String registeredBy,
            @Nullable String partner,
            List<Warning> warnings) {}

    static DeviceRow of(DeviceClaimed event) {
        var claim = new Claim(
                event.sequence(),
                event.submission(),
                event.manufacturer(),
                event.model(),
                event.serialNumber(),
                event.groupTag(),
                event.orderId(),
                event.purchaseId(),
                event.decidedAt(),
                event.submittedBy(),
                event.partner(),
                event.warnings());
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), claim);
    }

    static DeviceRow of(DeviceReleased event) {
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), null);
    }

    /** Whether the device is this organization's: nothing has followed its claim. */
    public boolean isOwned() {
        return claim != null && claim.sequence == sequence;
    }

    @Override
    public DeviceRow merge(DeviceRow other) {
        return new DeviceRow(key, Math.max(sequence, other.sequence), later(claim, other.claim));
    }

    private static @Nullable Claim later(@Nullable Claim a, @Nullable Claim b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Merging.greater(a, b, Comparator.comparingLong(Claim::sequence), Claim::toString);
    }
}
