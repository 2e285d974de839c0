package dev.muster.ingest.manifest;

import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.upload.Identity;
import dev.muster.ingest.upload.RowOutcome;
import dev.muster.ingest.upload.Upload;
import dev.muster.model.event.DeviceShipped;
import dev.muster.model.event.Field;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a row of a manifest into the declaration that it is. The same row always makes the same. */
final class ManifestRows {

    private final Set<String> manufacturers;

    /**
     * Of a supplier.
     *
     * @param manufacturers whose devices it may declare, normalised
     */
    ManifestRows(Set<String> manufacturers) {
        this.manufacturers = manufacturers;
    }

    RowOutcome<ManifestFailure> of(Upload upload, int file, Header header, CsvRecord record) {
        var row = new SubmissionId(upload.id(), file, record.line());
        var cells = record.cells();
        String fault = record.fault() != null ? record.fault() : header.misfit(cells);
        return fault == null
                ? declared(upload, row, header, cells)
                : refused(row, ManifestFailureCode.MALFORMED_ROW, fault, null);
    }

    /** What the columns say is declared; what they do not say is taken from the hardware hash. */
    private RowOutcome<ManifestFailure> declared(Upload upload, SubmissionId row, Header header, List<String> cells) {
        @Nullable String givenManufacturer = header.value(cells, Field.MANUFACTURER);
        @Nullable String givenModel = header.value(cells, Field.MODEL);
        @Nullable String givenSerialNumber = header.value(cells, Field.SERIAL_NUMBER);
        var identity =
                Identity.of(givenManufacturer, givenModel, givenSerialNumber, header.value(cells, Field.HARDWARE_HASH));
        @Nullable String manufacturer = givenManufacturer != null ? givenManufacturer : identity.manufacturer();
        @Nullable String model = givenModel != null ? givenModel : identity.model();
        @Nullable String serialNumber = givenSerialNumber != null ? givenSerialNumber : identity.serialNumber();
        if (manufacturer == null || model == null || serialNumber == null) {
            String missing = missing(manufacturer, model, serialNumber);
            return refused(row, ManifestFailureCode.MISSING_VALUE, missing, serialNumber);
        }
        if (!manufacturers.contains(DeviceId.manufacturer(manufacturer))
                || !manufacturers.contains(DeviceId.manufacturer(String.valueOf(identity.manufacturer())))) {
            return refused(row, ManifestFailureCode.MANUFACTURER_NOT_YOURS, "'" + manufacturer + "'", serialNumber);
        }
        return RowOutcome.accepted(new DeviceShipped(
                row,
                upload.caller().tenant(),
                identity.deviceId(row),
                manufacturer,
                model,
                serialNumber,
                header.value(cells, Field.SOLD_TO),
                upload.caller().subject(),
                upload.submittedAt()));
    }

    private static String missing(
            @Nullable String manufacturer, @Nullable String model, @Nullable String serialNumber) {
        var missing = new ArrayList<String>();
        if (manufacturer == null) {
            missing.add("Manufacturer");
        }
        if (model == null) {
            missing.add("Model");
        }
        if (serialNumber == null) {
            missing.add("Serial Number");
        }
        return "no " + String.join(", no ", missing);
    }

    private static RowOutcome<ManifestFailure> refused(
            SubmissionId row, ManifestFailureCode code, String detail, @Nullable String serialNumber) {
        return RowOutcome.kept(new ManifestFailure(row, code, detail, serialNumber));
    }
}
