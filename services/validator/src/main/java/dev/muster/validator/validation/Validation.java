package dev.muster.validator.validation;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Field;
import dev.muster.model.event.Warning;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashContent;
import dev.muster.model.hash.HashReading;
import dev.muster.model.hash.HashReading.Faulty;
import dev.muster.model.hash.HashReading.Sound;
import dev.muster.model.identity.Normal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides whether a row names a device that can be registered, and says everything that is wrong with it at once. */
public final class Validation {

    /** Serial numbers that identify no device, separated by commas, where nobody has configured others. */
    public static final String UNUSABLE_BY_DEFAULT =
            "Default string,To be filled by O.E.M.,System Serial Number,None,0,123456789";

    private final Set<String> unusableSerialNumbers;

    /** With the serial numbers that real firmware reports where nobody has set one: they identify nothing. */
    public Validation(Collection<String> unusableSerialNumbers) {
        this.unusableSerialNumbers =
                unusableSerialNumbers.stream().map(Normal::form).collect(Collectors.toUnmodifiableSet());
    }

    /** The verdict on a row; the same for the same row, always. */
    public Verdict validate(DeviceSubmitted row) {
        @Nullable String hash = present(row.hardwareHash());
        @Nullable HashReading reading = hash == null ? null : HardwareHashDecoder.decode(hash);
        var findings = new ArrayList<Finding>();
        findings.addAll(SampleData.findings(row, hash, reading));
        if (reading == null) {
            findings.addAll(missingValues(row));
        }
        if (reading instanceof Faulty faulty) {
            findings.add(new Finding(FailureCode.HARDWARE_HASH_NOT_VALID, faulty.fault()));
        }
        findings.addAll(serialNumber(row, reading));
        if (!findings.isEmpty()) {
            return new Verdict.Invalid(Finding.inOrder(findings));
        }
        return reading instanceof Sound sound ? byHash(row, sound.content()) : byColumns(row);
    }

    private static List<Finding> missingValues(DeviceSubmitted row) {
        var missing = List.of(Field.MANUFACTURER, Field.MODEL, Field.SERIAL_NUMBER).stream()
                .filter(field -> present(row.given(field)) == null)
                .map(field -> field.names().getFirst())
                .toList();
        if (missing.isEmpty()) {
            return List.of();
        }
        String detail = "no Hardware Hash; without one, " + String.join(", ", missing)
                + (missing.size() == 1 ? " is needed too" : " are needed too");
        return List.of(new Finding(FailureCode.MISSING_VALUE, detail));
    }

    private List<Finding> serialNumber(DeviceSubmitted row, @Nullable HashReading reading) {
        @Nullable String given = present(row.given(Field.SERIAL_NUMBER));
        if (!(reading instanceof Sound sound)) {
            return given == null ? List.of() : unusable(given, true);
        }
        String read = String.valueOf(sound.content().serialNumber());
        var findings = new ArrayList<>(unusable(read, false));
        if (given != null && SerialNumbers.compare(given, read) == SerialNumbers.Comparison.DIFFERENT) {
            findings.add(new Finding(
                    FailureCode.DEVICE_NOT_FOUND, "serial number " + given + " in the row, " + read + " in the hash"));
        }
        return findings;
    }

    private List<Finding> unusable(String serialNumber, boolean fromColumn) {
        if (unusableSerialNumbers.contains(Normal.form(serialNumber))) {
            return List.of(new Finding(
                    FailureCode.SERIAL_NUMBER_NOT_USABLE,
                    "'" + serialNumber + "' is a default that many devices share"));
        }
        if (fromColumn && SerialNumbers.isExponent(serialNumber)) {
            return List.of(new Finding(
                    FailureCode.SERIAL_NUMBER_NOT_USABLE,
                    "Excel has turned the serial number into " + serialNumber
                            + "; send the file as the tool wrote it"));
        }
        return List.of();
    }

    private static Verdict byHash(DeviceSubmitted row, HashContent content) {
        var warnings = new ArrayList<Warning>();
        @Nullable String serial = present(row.given(Field.SERIAL_NUMBER));
        if (serial != null
                && SerialNumbers.compare(serial, String.valueOf(content.serialNumber()))
                        == SerialNumbers.Comparison.SAME_BUT_FOR_EXCEL) {
            warnings.add(new Warning(
                    "serial-number-changed",
                    "The row has " + serial + ", which a spreadsheet made of " + content.serialNumber()
                            + "; the hash's was kept"));
        }
        differing(row, Field.MANUFACTURER, content.manufacturer(), "manufacturer-differs", warnings);
        differing(row, Field.MODEL, content.model(), "model-differs", warnings);
        return new Verdict.Valid(
                String.valueOf(content.manufacturer()),
                content.model() != null ? content.model() : present(row.given(Field.MODEL)),
                String.valueOf(content.serialNumber()),
                true,
                content.smbiosUuid(),
                List.copyOf(warnings));
    }

    private static void differing(
            DeviceSubmitted row, Field field, @Nullable String read, String code, List<Warning> warnings) {
        @Nullable String given = present(row.given(field));
        if (given != null && read != null && !isSame(given, read)) {
            String name = field.names().getFirst();
            warnings.add(new Warning(
                    code, name + " is " + given + " in the row, " + read + " in the hash; the hash's was kept"));
        }
    }

    private static boolean isSame(String given, String read) {
        return given.equals(read) || Normal.form(given).equals(Normal.form(read));
    }

    /** A row without a hash; that none of the three is missing was seen before. */
    private static Verdict byColumns(DeviceSubmitted row) {
        return new Verdict.Valid(
                String.valueOf(present(row.given(Field.MANUFACTURER))),
                present(row.given(Field.MODEL)),
                String.valueOf(present(row.given(Field.SERIAL_NUMBER))),
                false,
                null,
                List.of());
    }

    /** What is in a cell; null where only blanks of any kind are, those that do not break included. */
    static @Nullable String present(@Nullable String value) {
        return value == null || Normal.isBlank(value) ? null : value.strip();
    }
}
