package dev.muster.model.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row did not become a device of its organization, and why.
 *
 * @param rejectedBy the service that decided
 * @param code the first of {@code findings}
 * @param requestId of an unexpected error only: finds the log line and the dead letter
 * @param sequence of the claim service only: the place of the decision in the device's ledger; not for tenants
 * @param columns the row as given, to be shown, mended and sent again; the claim service, which never had the hardware
 *     hash, leaves that null
 * @param originalLine of a row that could not be read: its text
 */
public record DeviceRejected(
        SubmissionId submission,
        String tenant,
        @Nullable String partner,
        UUID deviceId,
        By rejectedBy,
        FailureCode code,
        List<Finding> findings,
        @Nullable UUID requestId,
        @Nullable Long sequence,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable String serialNumber,
        @Nullable String groupTag,
        @Nullable String assignedUser,
        @Nullable String orderId,
        @Nullable String purchaseId,
        @Nullable Instant submittedAt,
        @Nullable String submittedBy,
        Instant decidedAt,
        List<Warning> warnings,
        Map<String, @Nullable String> columns,
        @Nullable String originalLine)
        implements SubmissionEvent {

    /** The services that reject, the later one knowing more. */
    public enum By {
        @JsonProperty("ingest")
        INGEST,
        @JsonProperty("validator")
        VALIDATOR,
        @JsonProperty("claim")
        CLAIM
    }

    /** A row that {@code by} could not process although everything answered; an operator can have it tried again. */
    public static DeviceRejected unexpected(
            SubmissionId submission, String tenant, UUID deviceId, By by, UUID requestId, Instant now) {
        var finding = new Finding(FailureCode.UNEXPECTED_ERROR, "Request ID " + requestId);
        return new DeviceRejected(
                submission,
                tenant,
                null,
                deviceId,
                by,
                finding.code(),
                List.of(finding),
                requestId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                now,
                List.of(),
                Map.of(),
                null);
    }

    @Override
    public Topic topic() {
        return Topic.DEVICE_REJECTED;
    }

    @Override
    public String id() {
        return submission + "/rejected/" + (requestId == null ? rejectedBy : requestId);
    }

    @Override
    public Instant time() {
        return decidedAt;
    }
}
