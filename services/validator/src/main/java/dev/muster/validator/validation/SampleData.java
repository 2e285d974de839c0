package dev.muster.validator.validation;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Field;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.hash.HashReading;
import dev.muster.model.identity.Normal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Examples that people leave in their files: the documentation's placeholder, and the vendor's published record. */
final class SampleData {

    private static final String PLACEHOLDER_SERIAL = "000000000000";
    private static final String PLACEHOLDER_HASH = "dGhpc2RldmljZWlzYW5tbWRkZXZpY2U";

    private SampleData() {}

    static List<Finding> findings(DeviceSubmitted row, @Nullable String hash, @Nullable HashReading reading) {
        if (hash != null && hash.startsWith(PLACEHOLDER_HASH) && isPadding(hash, PLACEHOLDER_HASH.length())) {
            return sample("the hardware hash is the documentation's placeholder");
        }
        if (PLACEHOLDER_SERIAL.equals(Validation.present(row.given(Field.SERIAL_NUMBER)))) {
            return sample("the serial number is the documentation's placeholder");
        }
        if (reading != null && isPublished(reading)) {
            return sample("the hardware hash is the one of a published sample file");
        }
        return List.of();
    }

    private static boolean isPadding(String hash, int from) {
        return hash.substring(from).chars().allMatch(c -> c == '=');
    }

    /** The record in the vendor's own sample file, which is one byte short, so it is known by what can be read of it. */
    private static boolean isPublished(HashReading reading) {
        var content = reading.content();
        return "016520771357".equals(content.serialNumber())
                && "microsoft corporation".equals(normal(content.manufacturer()))
                && "surface laptop".equals(normal(content.model()));
    }

    private static @Nullable String normal(@Nullable String text) {
        return text == null ? null : Normal.form(text);
    }

    private static List<Finding> sample(String detail) {
        return List.of(new Finding(FailureCode.SAMPLE_DATA, detail));
    }
}
