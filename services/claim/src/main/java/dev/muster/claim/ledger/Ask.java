package dev.muster.claim.ledger;

import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.identity.SubmissionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is asked of the ledger about one device. Has an id of its own, under which its decision is kept: a
 * submission's, or that of a release, which stands as row 0 of file 0.
 */
public sealed interface Ask {

    SubmissionId cause();

    UUID deviceId();

    String tenant();

    @Nullable
    String partner();

    String subject();

    /** A device is claimed. */
    record Claim(DeviceValidated row) implements Ask {
        @Override
        public SubmissionId cause() {
            return row.submission();
        }

        @Override
        public UUID deviceId() {
            return row.deviceId();
        }

        @Override
        public String tenant() {
            return row.tenant();
        }

        @Override
        public @Nullable String partner() {
            return row.partner();
        }

        @Override
        public String subject() {
            return row.submittedBy();
        }
    }

    /** A device is to be given up. */
    record Release(DeviceReleaseRequested request) implements Ask {
        @Override
        public SubmissionId cause() {
            return new SubmissionId(request.releaseId(), 0, 0);
        }

        @Override
        public UUID deviceId() {
            return request.deviceId();
        }

        @Override
        public String tenant() {
            return request.tenant();
        }

        @Override
        public @Nullable String partner() {
            return request.partner();
        }

        @Override
        public String subject() {
            return request.requestedBy();
        }
    }

    /** What {@code event} asks; throws IllegalArgumentException where it asks nothing of the ledger. */
    static Ask of(Event event) {
        if (event instanceof DeviceValidated row) {
            return new Claim(row);
        }
        if (event instanceof DeviceReleaseRequested request) {
            return new Release(request);
        }
        throw new IllegalArgumentException("nothing that the ledger decides: " + event.id());
    }
}
