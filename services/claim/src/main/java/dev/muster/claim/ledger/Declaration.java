package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a supplier says of a device: its entry of the catalogue.
 *
 * @param id the row of the manifest
 * @param manufacturer as declared, as are model and serial number
 * @param soldTo the tenant that bought it, or null where the supplier does not say
 * @param letGo whether that tenant has released the device since
 */
public record Declaration(
        UUID deviceId,
        String supplier,
        SubmissionId id,
        Instant declaredAt,
        String manufacturer,
        String model,
        String serialNumber,
        @Nullable String soldTo,
        boolean letGo) {

    /** What {@code shipped} says. */
    public static Declaration of(DeviceShipped shipped) {
        return new Declaration(
                shipped.deviceId(),
                shipped.supplier(),
                shipped.declaration(),
                shipped.declaredAt(),
                shipped.manufacturer(),
                shipped.model(),
                shipped.serialNumber(),
                shipped.soldTo(),
                false);
    }

    /** Whether this one stands over {@code other} of the same supplier: the later one does, and never the same again. */
    boolean standsOver(Declaration other) {
        if (id.equals(other.id)) {
            return false;
        }
        int byTime = declaredAt.compareTo(other.declaredAt);
        return byTime > 0 || (byTime == 0 && id.compareTo(other.id) > 0);
    }

    /** The tenant for which the device is kept: the buyer, until it has let go; null is nobody. */
    @Nullable
    String keptFor() {
        return letGo ? null : soldTo;
    }

    /** The same once {@code tenant} has released the device. */
    Declaration releasedBy(String tenant) {
        return tenant.equals(keptFor())
                ? new Declaration(deviceId, supplier, id, declaredAt, manufacturer, model, serialNumber, soldTo, true)
                : this;
    }

    /** Which of the three {@code row} gives otherwise, by name; capitals count, blanks around do not. */
    List<String> differences(DeviceValidated row) {
        var different = new ArrayList<String>();
        if (!manufacturer.strip().equals(row.manufacturer())) {
            different.add("manufacturer");
        }
        if (!model.strip().equals(row.model())) {
            different.add("model");
        }
        if (!serialNumber.strip().equals(row.serialNumber())) {
            different.add("serial number");
        }
        return different;
    }
}
