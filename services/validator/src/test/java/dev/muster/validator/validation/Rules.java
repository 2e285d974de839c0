package dev.muster.validator.validation;

import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.validator.Row;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The rules with the serial numbers that the service comes with. */
final class Rules {

    static final Validation RULES = new Validation(
            List.of("Default string", "To be filled by O.E.M.", "System Serial Number", "None", "0", "123456789"));

    private Rules() {}

    /** The findings on a row as {@code code: detail}; none where it is valid. */
    static List<String> findings(Row row) {
        return switch (RULES.validate(row.submitted())) {
            case Verdict.Valid valid -> List.of();
            case Verdict.Invalid invalid ->
                invalid.findings().stream()
                        .map(finding -> finding.code().code() + ": " + finding.detail())
                        .toList();
        };
    }

    /** The text of a hash that lacks its last bytes. */
    static String cut(HardwareHashWriter hash, int bytes) {
        byte[] whole = hash.bytes();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(whole, whole.length - bytes));
    }
}
