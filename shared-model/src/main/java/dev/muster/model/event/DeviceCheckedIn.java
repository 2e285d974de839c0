package dev.muster.model.event;

import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device was seen.
 *
 * @param partner the organization that acts for {@code tenant}, or null where the tenant acts for itself
 * @param lastSeenAt when, as its portal says
 * @param user who used it then
 * @param receivedAt when this was told
 */
public record DeviceCheckedIn(
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        Instant lastSeenAt,
        @Nullable String user,
        Instant receivedAt)
        implements Event {

    @Override
    public Topic topic() {
        return Topic.DEVICE_CHECKED_IN;
    }

    @Override
    public String key() {
        return deviceId.toString();
    }

    @Override
    public String id() {
        return tenant + "/" + deviceId + "/" + lastSeenAt;
    }

    @Override
    public Instant time() {
        return receivedAt;
    }
}
