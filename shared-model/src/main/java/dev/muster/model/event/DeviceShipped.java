package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A supplier declares that it has shipped a device. Kept for ever, so it names people by subject id only. Of several
 * declarations of one supplier about one device the one
 * declared last stands.
 *
 * @param declaration the row of the manifest, {@code <manifestId>/<file>/<row>}
 * @param supplier the tenant that declares it
 * @param manufacturer as declared, as are model and serial number: capitals count when a row is matched with them
 * @param soldTo the tenant that bought it, or null where the supplier does not say
 * @param declaredBy the subject id of who uploaded the manifest
 * @param declaredAt when the first attempt at the manifest began: the same for each row of it
 */
public record DeviceShipped(
        SubmissionId declaration,
        String supplier,
        UUID deviceId,
        String manufacturer,
        String model,
        String serialNumber,
        @Nullable String soldTo,
        String declaredBy,
        Instant declaredAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.SUPPLIER_DEVICE_SHIPPED;
    }

    @Override
    public String key() {
        return deviceId.toString();
    }

    @Override
    public String id() {
        return declaration + "/shipped";
    }

    @Override
    public Instant time() {
        return declaredAt;
    }

    @Override
    public String tenant() {
        return supplier;
    }
}
