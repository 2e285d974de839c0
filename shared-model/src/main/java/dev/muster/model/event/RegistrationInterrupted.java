package dev.muster.model.event;

import java.time.Instant;
import java.util.UUID;

/** An upload broke off. Rows that had been accepted go their way; the same file sent again with the same key goes on. */
public record RegistrationInterrupted(UUID registrationId, String tenant, int attempt, Instant interruptedAt)
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
