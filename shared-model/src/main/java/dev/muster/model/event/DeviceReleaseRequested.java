package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization asks to give a device up.
 *
 * @param releaseId the id of the request
 * @param requestedBy the subject id of who asked
 */
public record DeviceReleaseRequested(
        UUID releaseId, String tenant, @Nullable String partner, UUID deviceId, String requestedBy, Instant requestedAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.DEVICE_RELEASE_REQUESTED;
    }

    @Override
    public String key() {
        return deviceId.toString();
    }

    @Override
    public String id() {
        return releaseId + "/requested";
    }

    @Override
    public Instant time() {
        return requestedAt;
    }
}
