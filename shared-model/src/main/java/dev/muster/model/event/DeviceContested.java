package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;

/**
 * A supplier declares that it sold a device to one organization, and another owns it. Nobody loses anything by this
 * fact: operators look at it and ask. It names the owner, so it is for operators alone.
 *
 * @param declaration the row of the manifest that contradicts the ledger
 * @param owner the tenant that owns the device
 * @param sequence the place of the owner's claim in the device's ledger
 */
public record DeviceContested(
        SubmissionId declaration,
        String supplier,
        String soldTo,
        String owner,
        UUID deviceId,
        String manufacturer,
        String serialNumber,
        long sequence,
        Instant decidedAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.DEVICE_CONTESTED;
    }

    @Override
    public String key() {
        return deviceId.toString();
    }

    @Override
    public String id() {
        return declaration + "/contested/" + sequence;
    }

    @Override
    public Instant time() {
        return decidedAt;
    }

    @Override
    public String tenant() {
        return supplier;
    }
}
