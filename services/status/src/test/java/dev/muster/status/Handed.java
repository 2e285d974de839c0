package dev.muster.status;

import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.RequestId;
import dev.muster.model.identity.SubmissionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A row of an upload in a test, and what can be told of it. */
public record Handed(
        Upload upload,
        SubmissionId submission,
        String manufacturer,
        String model,
        String serialNumber,
        String user,
        String hash) {

    public Handed madeBy(String other) {
        return new Handed(upload, submission, other, model, serialNumber, user, hash);
    }

    public Handed model(String other) {
        return new Handed(upload, submission, manufacturer, other, serialNumber, user, hash);
    }

    public Handed user(String other) {
        return new Handed(upload, submission, manufacturer, model, serialNumber, other, hash);
    }

    public UUID deviceId() {
        return serialNumber == null ? DeviceId.ofUnidentified(submission) : DeviceId.of(manufacturer, serialNumber);
    }

    /** When it was decided for the {@code nth} time. */
    public Instant decided(long nth) {
        return upload.at().plusSeconds(nth);
    }

    private Instant decided(By by) {
        return switch (by) {
            case INGEST -> decided(1);
            case VALIDATOR -> decided(2);
            case CLAIM -> decided(3);
        };
    }

    public DeviceSubmitted submitted() {
        return new DeviceSubmitted(
                submission,
                upload.tenant(),
                upload.partner(),
                deviceId(),
                manufacturer,
                model,
                serialNumber,
                "Kiosk",
                user,
                upload.orderId(),
                upload.purchaseId(),
                upload.at(),
                "user-7",
                columns(),
                hash);
    }

    public DeviceRejected rejected(By by, FailureCode code, String detail) {
        return rejected(by, code, detail, decided(by));
    }

    public DeviceRejected rejected(By by, FailureCode code, String detail, Instant decidedAt) {
        var columns = columns();
        columns.replaceAll((name, value) -> name.equals("Hardware Hash") && by != By.CLAIM ? hash : value);
        return new DeviceRejected(
                submission,
                upload.tenant(),
                upload.partner(),
                deviceId(),
                by,
                code,
                List.of(new Finding(code, detail)),
                null,
                by == By.CLAIM ? 1L : null,
                manufacturer,
                model,
                serialNumber,
                "Kiosk",
                user,
                upload.orderId(),
                upload.purchaseId(),
                upload.at(),
                "user-7",
                decidedAt,
                List.of(),
                columns,
                null);
    }

    /** The same rejection, after something was put up with. */
    public static DeviceRejected warned(DeviceRejected e, Warning warning) {
        return new DeviceRejected(
                e.submission(),
                e.tenant(),
                e.partner(),
                e.deviceId(),
                e.rejectedBy(),
                e.code(),
                e.findings(),
                e.requestId(),
                e.sequence(),
                e.manufacturer(),
                e.model(),
                e.serialNumber(),
                e.groupTag(),
                e.assignedUser(),
                e.orderId(),
                e.purchaseId(),
                e.submittedAt(),
                e.submittedBy(),
                e.decidedAt(),
                List.of(warning),
                e.columns(),
                e.originalLine());
    }

    public DeviceRejected unexpected(By by) {
        UUID requestId = RequestId.of("muster." + by, "topic", 0, submission.row());
        return DeviceRejected.unexpected(submission, upload.tenant(), deviceId(), by, requestId, decided(by));
    }

    public DeviceClaimed claimed(long sequence) {
        return new DeviceClaimed(
                submission,
                upload.tenant(),
                upload.partner(),
                deviceId(),
                sequence,
                manufacturer,
                model,
                serialNumber,
                decided(4),
                upload.id(),
                upload.orderId(),
                upload.purchaseId(),
                "Kiosk",
                upload.at(),
                "user-7",
                List.of(new Warning("hash-padding", "Missing = at the end")));
    }

    public DeviceReleased released(long sequence) {
        var releaseId = UUID.nameUUIDFromBytes((submission + "/released/" + sequence).getBytes(StandardCharsets.UTF_8));
        return new DeviceReleased(releaseId, upload.tenant(), null, deviceId(), sequence, decided(4 + sequence));
    }

    public DeviceCheckedIn seen(Instant lastSeenAt, String by) {
        return new DeviceCheckedIn(upload.tenant(), null, deviceId(), lastSeenAt, by, lastSeenAt.plusSeconds(1));
    }

    /** The row as given, in the order of the file, with the column of the hardware hash empty; a second file has one more. */
    private Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("Manufacturer", manufacturer);
        columns.put("Serial Number", serialNumber);
        columns.put("Hardware Hash", null);
        columns.put("Notes", "=1+1");
        if (submission.file() > 1) {
            columns.put("Asset", "A-" + submission.row());
        }
        return columns;
    }
}
