package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The owner has given the device up: anyone can claim it now.
 *
 * @param releaseId the id of the request
 * @param sequence the place of this decision in the device's ledger
 */
public record DeviceReleased(
        UUID releaseId, String tenant, @Nullable String partner, UUID deviceId, long sequence, Instant decidedAt)
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
