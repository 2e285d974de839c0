package dev.muster.status.device;

import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device, as it is answered; absent is what is not known.
 *
 * @param ageMonths whole months since the organization registered it for the first time
 * @param onBehalfOf the organization for which a partner registered it
 * @param failure of a device whose registration failed
 */
public record Device(
        UUID deviceId,
        DeviceState state,
        String label,
        String description,
        @Nullable String serialNumber,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String assignedUser,
        @Nullable String lastUser,
        @Nullable Instant lastSeenAt,
        @Nullable Long ageMonths,
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Nullable String groupTag,
        UUID registrationId,
        @Nullable Instant registeredAt,
        @Nullable String registeredBy,
        @Nullable String onBehalfOf,
        @Nullable Failed failure,
        @Nullable List<Warning> warnings) {

    /** Why the registration failed. */
    public record Failed(
            FailureCode code,
            String title,
            String text,
            @Nullable String detail,
            @Nullable UUID requestId) {}
}
