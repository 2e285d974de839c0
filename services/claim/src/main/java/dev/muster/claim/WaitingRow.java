package dev.muster.claim;

import dev.muster.claim.ledger.Ask;
import dev.muster.claim.ledger.Held;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.UnreadableEventException;
import dev.muster.model.identity.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that waits, as it is stored: whether anybody can read the event is not known.
 *
 * @param tenant whose it is; null where it has waited since before that was kept
 * @param arrival its place among all that wait
 */
record WaitingRow(
        SubmissionId cause,
        UUID deviceId,
        String event,
        Instant until,
        @Nullable String tenant,
        Origin origin,
        long arrival) {

    /** As the ledger decides it; throws IllegalStateException where the event is none of a validated row. */
    Held held() {
        if (EventJson.read(event.getBytes(StandardCharsets.UTF_8)) instanceof DeviceValidated row) {
            return new Held(new Ask.Claim(row), until, origin.trace());
        }
        throw new IllegalStateException("no validated row waits: " + cause);
    }

    /** The same, or nothing: it is in nobody's way, and is looked at when its time is over. */
    Optional<Held> heldIfReadable() {
        try {
            return Optional.of(held());
        } catch (UnreadableEventException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
