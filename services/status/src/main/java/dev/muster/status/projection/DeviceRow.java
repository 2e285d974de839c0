package dev.muster.status.projection;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Warning;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device and one organization: the newest word of the ledger between the two.
 *
 * @param sequence the place of that word in the device's ledger; the greater stands; never shown
 * @param owned what the device is, while it is this organization's; null once it was released
 */
public record DeviceRow(Key key, long sequence, @Nullable Owned owned) implements Row<DeviceRow.Key, DeviceRow> {

    /** A device, as one organization sees it. */
    public record Key(String tenant, UUID deviceId) {}

    /** A device that is owned, as it was claimed. */
    public record Owned(
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
        var owned = new Owned(
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
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), owned);
    }

    static DeviceRow of(DeviceReleased event) {
        return new DeviceRow(new Key(event.tenant(), event.deviceId()), event.sequence(), null);
    }

    @Override
    public DeviceRow merge(DeviceRow other) {
        return other.sequence > sequence ? other : this;
    }
}
