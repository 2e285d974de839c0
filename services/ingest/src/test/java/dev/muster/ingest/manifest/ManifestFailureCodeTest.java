package dev.muster.ingest.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestFailureCodeTest {

    @ParameterizedTest
    @EnumSource
    void isReadAsItIsWritten(ManifestFailureCode code) {
        assertThat(code.code()).matches("[a-z]+(-[a-z]+)*");
        assertThat(ManifestFailureCode.of(code.code())).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void hasTextsInBothLanguages(ManifestFailureCode code) {
        assertThat(code.title(Locale.ENGLISH)).isNotBlank().isNotEqualTo(code.title(Locale.FRENCH));
        assertThat(code.text(Locale.ENGLISH)).isNotBlank().isNotEqualTo(code.text(Locale.FRENCH));
    }
}
