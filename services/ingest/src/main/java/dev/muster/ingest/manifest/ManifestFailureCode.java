package dev.muster.ingest.manifest;

import dev.muster.model.failure.FailureCode;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Every reason for which a row of a manifest is not accepted, in the order in which the first one decides. */
public enum ManifestFailureCode {
    MALFORMED_ROW(FailureCode.MALFORMED_ROW),
    MISSING_VALUE(FailureCode.MISSING_VALUE),
    MANUFACTURER_NOT_YOURS(null);

    private final @Nullable FailureCode shared;

    ManifestFailureCode(@Nullable FailureCode shared) {
        this.shared = shared;
    }

    /** The code in every answer, for example {@code manufacturer-not-yours}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The failure with that code; throws IllegalArgumentException for any other text. */
    static ManifestFailureCode of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** A few words, the same for each row with this code. */
    public String title(Locale language) {
        return shared != null ? shared.title(language) : texts(language).getString(code() + ".title");
    }

    /** What it means and what the supplier should do, the same for each row with this code. */
    public String text(Locale language) {
        return shared != null ? shared.text(language) : texts(language).getString(code() + ".text");
    }

    private static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(
                "dev.muster.ingest.manifest.failures",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
