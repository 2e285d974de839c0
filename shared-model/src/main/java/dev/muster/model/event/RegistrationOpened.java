package dev.muster.model.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An upload has begun, or was taken up again. */
public record RegistrationOpened(
        UUID registrationId,
        String tenant,
        @Nullable String partner,
        int attempt,
        List<String> fileNames,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Instant submittedAt,
        String submittedBy)
        implements RegistrationEvent {

    @Override
    public String id() {
        return registrationId + "/opened/" + attempt;
    }

    @Override
    public Instant time() {
        return submittedAt;
    }
}
