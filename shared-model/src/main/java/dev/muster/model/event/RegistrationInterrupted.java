package dev.muster.model.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload broke off. Rows that had been accepted go their way; the same file sent again with the same key goes on.
 *
 * @param partner the organization that acts for {@code tenant}, or null where the tenant acts for itself
 */
public record RegistrationInterrupted(
        UUID registrationId, String tenant, @Nullable String partner, int attempt, Instant interruptedAt)
        implements RegistrationEvent {

    @Override
    public String id() {
        return registrationId + "/interrupted/" + attempt;
    }

    @Override
    public Instant time() {
        return interruptedAt;
    }
}
