package dev.muster.ingest.upload;

import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationEvent;
import dev.muster.model.event.RegistrationInterrupted;
import dev.muster.model.event.RegistrationOpened;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What an upload is, and what is told of it as a whole. An Idempotency-Key means one upload of its kind. */
public enum Kind {

    /** Devices to register. */
    REGISTRATION {
        @Override
        List<RegistrationEvent> opened(Upload upload, List<String> fileNames) {
            return List.of(new RegistrationOpened(
                    upload.id(),
                    upload.caller().tenant(),
                    upload.caller().partner(),
                    upload.attempt(),
                    fileNames,
                    upload.orderId(),
                    upload.purchaseId(),
                    upload.submittedAt(),
                    upload.caller().subject()));
        }

        @Override
        List<RegistrationEvent> interrupted(Upload upload, Instant now) {
            return List.of(new RegistrationInterrupted(
                    upload.id(), upload.caller().tenant(), upload.caller().partner(), upload.attempt(), now));
        }

        @Override
        List<RegistrationEvent> closed(Upload upload, List<String> fileNames, UploadAnswer answer, Instant now) {
            return List.of(new RegistrationClosed(
                    upload.id(),
                    upload.caller().tenant(),
                    upload.caller().partner(),
                    upload.attempt(),
                    fileNames,
                    answer.rows(),
                    answer.accepted(),
                    answer.malformed(),
                    answer.warnings(),
                    now));
        }
    },

    /** What a supplier declares to have shipped. Its rows say all there is to tell. */
    MANIFEST;

    /** What is told when an attempt begins. */
    List<RegistrationEvent> opened(Upload upload, List<String> fileNames) {
        return List.of();
    }

    /** What is told when an upload is found that nobody reads any more. */
    List<RegistrationEvent> interrupted(Upload upload, Instant now) {
        return List.of();
    }

    /** What is told when an upload was read to its end. */
    List<RegistrationEvent> closed(Upload upload, List<String> fileNames, UploadAnswer answer, Instant now) {
        return List.of();
    }

    /** As the table of uploads has it. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
