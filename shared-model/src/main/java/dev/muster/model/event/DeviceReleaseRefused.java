package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The device could not be given up by this organization: it is not its owner.
 *
 * @param releaseId the id of the request
 * @param sequence the place of this decision in the device's ledger
 * @param code always {@code not-yours}, so that it tells nothing about who else has the device
 */
public record DeviceReleaseRefused(
        UUID releaseId,
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        long sequence,
        String code,
        Instant decidedAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.DEVICE_OWNERSHIP;
    }

    @Override
    public String key() {
        return deviceId.toString();
    }

    @Override
    public String id() {
        return deviceId + "/" + sequence;
    }

    @Override
    public Instant time() {
        return decidedAt;
    }
}
