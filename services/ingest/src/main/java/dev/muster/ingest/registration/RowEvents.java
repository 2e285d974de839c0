package dev.muster.ingest.registration;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.upload.Identity;
import dev.muster.ingest.upload.Upload;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Field;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a record of a file into the event that tells it. The same record always makes the same event. */
final class RowEvents {

    private RowEvents() {}

    static SubmissionEvent of(Upload upload, int file, Header header, CsvRecord record) {
        var submission = new SubmissionId(upload.id(), file, record.line());
        var cells = record.cells();
        String fault = record.fault() != null ? record.fault() : header.misfit(cells);
        return fault == null
                ? submitted(upload, submission, header, cells)
                : malformed(upload, submission, header, record.text(), fault);
    }

    private static DeviceSubmitted submitted(
            Upload upload, SubmissionId submission, Header header, List<String> cells) {
        @Nullable String hash = header.value(cells, Field.HARDWARE_HASH);
        var identity = Identity.of(
                header.value(cells, Field.MANUFACTURER),
                header.value(cells, Field.MODEL),
                header.value(cells, Field.SERIAL_NUMBER),
                hash);
        @Nullable String orderId = header.value(cells, Field.ORDER_ID);
        return new DeviceSubmitted(
                submission,
                upload.caller().tenant(),
                upload.caller().partner(),
                identity.deviceId(submission),
                identity.manufacturer(),
                identity.model(),
                identity.serialNumber(),
                header.value(cells, Field.GROUP_TAG),
                header.value(cells, Field.ASSIGNED_USER),
                orderId != null ? orderId : upload.orderId(),
                upload.purchaseId(),
                upload.submittedAt(),
                upload.caller().subject(),
                header.columns(cells),
                hash);
    }

    private static DeviceRejected malformed(
            Upload upload, SubmissionId submission, Header header, String text, String fault) {
        return new DeviceRejected(
                submission,
                upload.caller().tenant(),
                upload.caller().partner(),
                DeviceId.ofUnidentified(submission),
                DeviceRejected.By.INGEST,
                FailureCode.MALFORMED_ROW,
                List.of(new Finding(FailureCode.MALFORMED_ROW, fault)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                upload.orderId(),
                upload.purchaseId(),
                upload.submittedAt(),
                upload.caller().subject(),
                upload.submittedAt(),
                List.of(),
                header.columns(List.of()),
                text);
    }
}
