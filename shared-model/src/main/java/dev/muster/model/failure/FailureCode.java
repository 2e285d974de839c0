package dev.muster.model.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every reason for which a row is refused, in the order in which the first one decides. The list is closed. */
public enum FailureCode {
    MALFORMED_ROW(null),
    SAMPLE_DATA(null),
    MISSING_VALUE("803"),
    HARDWARE_HASH_NOT_VALID("802"),
    SERIAL_NUMBER_NOT_USABLE(null),
    DEVICE_NOT_FOUND("812"),
    DUPLICATE_IN_UPLOAD("ZtdDeviceDuplicated"),
    DEVICE_ALREADY_REGISTERED("806"),
    DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION("808"),
    UNEXPECTED_ERROR("640");

    private static final Map<String, FailureCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(FailureCode::code, Function.identity()));

    private final String code;
    private final @Nullable String importerCode;

    FailureCode(@Nullable String importerCode) {
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.importerCode = importerCode;
    }

    /** The code on the wire and in every answer, for example {@code sample-data}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The code that existing importers give for the same failure, for people who know those; null where none does. */
    public @Nullable String importerCode() {
        return importerCode;
    }

    /** A few words, the same for each row with this code. */
    public String title(Locale language) {
        return texts(language).getString(code + ".title");
    }

    /** What it means and what the person should do, the same for each row with this code. */
    public String text(Locale language) {
        return texts(language).getString(code + ".text");
    }

    private static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(
                "dev.muster.model.failure.failures",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The failure of that code; throws IllegalArgumentException for any other text. */
    @JsonCreator
    public static FailureCode of(String code) {
        FailureCode failure = BY_CODE.get(code);
        if (failure == null) {
            throw new IllegalArgumentException("no such failure code: " + code);
        }
        return failure;
    }
}
