package dev.muster.local.file;

import dev.muster.ingest.csv.Header;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Field;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashContent;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.validator.validation.Validation;
import dev.muster.validator.validation.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says of each row of a file what would become of it, as far as that depends on the file alone. */
public final class Inspection {
    private static final UUID NO_REGISTRATION = new UUID(0, 0);

    private final Header header;
    private final Validation validation = new Validation(List.of(Validation.UNUSABLE_BY_DEFAULT.split(",")));
    private final FirstLines firstLines = new FirstLines();

    /** Of a file with that header, row after row. */
    public Inspection(Header header) {
        this.header = header;
    }

    public Inspected inspect(Row row) {
        if (row.fault() != null) {
            var finding = new Finding(FailureCode.MALFORMED_ROW, row.fault());
            return new Inspected(row.line(), null, null, null, null, null, List.of(finding), List.of(), false);
        }
        var submitted = submitted(row);
        return switch (validation.validate(submitted)) {
            case Verdict.Invalid invalid -> invalid(row.line(), submitted, invalid);
            case Verdict.Valid valid -> valid(row.line(), submitted, valid);
        };
    }

    private Inspected invalid(int line, DeviceSubmitted row, Verdict.Invalid invalid) {
        var hash = hash(row);
        return new Inspected(
                line,
                hash,
                either(hash == null ? null : hash.manufacturer(), row.manufacturer()),
                either(hash == null ? null : hash.model(), row.model()),
                either(hash == null ? null : hash.serialNumber(), row.serialNumber()),
                null,
                invalid.findings(),
                List.of(),
                false);
    }

    private Inspected valid(int line, DeviceSubmitted row, Verdict.Valid valid) {
        var device = DeviceId.of(valid.manufacturer(), valid.serialNumber());
        int first = firstLines.of(device, line);
        var duplicate = new Finding(FailureCode.DUPLICATE_IN_UPLOAD, "first on line " + first);
        return new Inspected(
                line,
                hash(row),
                valid.manufacturer(),
                valid.model(),
                valid.serialNumber(),
                device,
                first == line ? List.of() : List.of(duplicate),
                valid.warnings(),
                first == line && !valid.hashed());
    }

    private static @Nullable HashContent hash(DeviceSubmitted row) {
        String hash = row.hardwareHash();
        return hash == null ? null : HardwareHashDecoder.decode(hash).content();
    }

    private static @Nullable String either(@Nullable String read, @Nullable String given) {
        return read != null ? read : given;
    }

    /** The row as the importer would hand it to the validator; who uploads it, and when, does not matter to that. */
    private DeviceSubmitted submitted(Row row) {
        var submission = new SubmissionId(NO_REGISTRATION, 1, row.line());
        return new DeviceSubmitted(
                submission,
                "",
                null,
                DeviceId.ofUnidentified(submission),
                header.value(row.cells(), Field.MANUFACTURER),
                header.value(row.cells(), Field.MODEL),
                header.value(row.cells(), Field.SERIAL_NUMBER),
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                "",
                header.columns(row.cells()),
                header.value(row.cells(), Field.HARDWARE_HASH));
    }
}
