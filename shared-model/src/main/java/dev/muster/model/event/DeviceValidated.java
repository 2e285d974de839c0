package dev.muster.model.event;

import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row names a device that can be registered, if it is free.
 *
 * @param hashed whether a sound hardware hash says so, or only manufacturer, model and serial number in columns
 * @param smbiosUuid as the hash has it; recorded, not compared
 * @param columns the row as given, without the hardware hash
 * @param warnings what was put up with
 */
public record DeviceValidated(
        SubmissionId submission,
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        String manufacturer,
        @Nullable String model,
        String serialNumber,
        boolean hashed,
        @Nullable UUID smbiosUuid,
        @Nullable String groupTag,
        @Nullable String assignedUser,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Instant submittedAt,
        String submittedBy,
        Instant decidedAt,
        List<Warning> warnings,
        Map<String, @Nullable String> columns)
        implements SubmissionEvent {

    @Override
    public Topic topic() {
        return Topic.DEVICE_VALIDATED;
    }

    @Override
    public String id() {
        return submission + "/validated";
    }

    @Override
    public Instant time() {
        return decidedAt;
    }
}
