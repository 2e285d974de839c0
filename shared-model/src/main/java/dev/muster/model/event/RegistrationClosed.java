package dev.muster.model.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload was read to its end and each of its rows is on a topic. Stands over any other fact about the upload.
 *
 * @param partner the organization that acts for {@code tenant}, or null where the tenant acts for itself
 * @param rows the records that were read: those accepted and those malformed
 * @param warnings what was put up with in the files as a whole
 */
public record RegistrationClosed(
        UUID registrationId,
        String tenant,
        @Nullable String partner,
        int attempt,
        List<String> fileNames,
        int rows,
        int accepted,
        int malformed,
        List<Warning> warnings,
        Instant closedAt)
        implements RegistrationEvent {

    @Override
    public String id() {
        return registrationId + "/closed";
    }

    @Override
    public Instant time() {
        return closedAt;
    }
}
