package dev.muster.runtime.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|en",
                "fr|fr",
                "fr-CA|fr",
                "FR-fr|fr",
                "de|en",
                "*|en",
                "''|en",
                "de,fr;q=0.5|fr",
                "de;q=0.9,en;q=0.1,fr;q=0.2|fr",
                "fr;q=0.1,en;q=0.9|en",
                "en-GB,fr|en",
                "fr-FR,fr;q=0.9,en-US;q=0.8,en;q=0.7|fr"
            })
    void takesTheFirstLanguageThatTextsComeIn(String header, String language) {
        assertThat(Languages.of(Given.headers(Map.of("Accept-Language", header))))
                .isEqualTo(Locale.of(language));
    }

    @Test
    void isEnglishWhereNothingIsAskedFor() {
        assertThat(Languages.of(Given.headers(Map.of()))).isEqualTo(Locale.ENGLISH);
    }
}
