package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device has become this organization's. Kept for ever, so it names people by subject id only.
 *
 * @param sequence the place of this decision in the device's ledger, from 1; never shown to tenants
 */
public record DeviceClaimed(
        SubmissionId submission,
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        long sequence,
        String manufacturer,
        @Nullable String model,
        String serialNumber,
        Instant decidedAt,
        UUID registrationId,
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Nullable String groupTag,
        Instant submittedAt,
        String submittedBy,
        List<Warning> warnings)
        implements SubmissionEvent {

    @Override
    public Topic topic() {
        return Topic.DEVICE_OWNERSHIP;
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
