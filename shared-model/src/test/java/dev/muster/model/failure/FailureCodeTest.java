package dev.muster.model.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.model.DefaultLocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCodeTest {

    private static final Locale CANADIAN_FRENCH = Locale.CANADA_FRENCH;

    @Test
    void comesInTheOrderInWhichTheFirstDecides() {
        assertThat(FailureCode.values())
                .extracting(FailureCode::code)
                .containsExactly(
                        "malformed-row",
                        "sample-data",
                        "missing-value",
                        "hardware-hash-not-valid",
                        "serial-number-not-usable",
                        "device-not-found",
                        "duplicate-in-upload",
                        "device-already-registered",
                        "device-claimed-by-another-organization",
                        "unexpected-error");
    }

    @ParameterizedTest
    @CsvSource({
        "malformed-row,",
        "sample-data,",
        "missing-value, 803",
        "hardware-hash-not-valid, 802",
        "serial-number-not-usable,",
        "device-not-found, 812",
        "duplicate-in-upload, ZtdDeviceDuplicated",
        "device-already-registered, 806",
        "device-claimed-by-another-organization, 808",
        "unexpected-error, 640",
    })
    void knowsTheCodeOfExistingImporters(String code, String importerCode) {
        assertThat(FailureCode.of(code).importerCode()).isEqualTo(importerCode);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            malformed-row                          | Row cannot be read
            sample-data                            | Sample data not replaced
            missing-value                          | Required value missing
            hardware-hash-not-valid                | Hardware hash not valid
            serial-number-not-usable               | Serial number identifies no device
            device-not-found                       | Device not found
            duplicate-in-upload                    | Device appears twice in this upload
            device-already-registered              | Device already registered
            device-claimed-by-another-organization | Device claimed by another organization
            unexpected-error                       | Unexpected error
            """)
    void hasTheEnglishTitleOfTheContract(String code, String title) {
        assertThat(FailureCode.of(code).title(Locale.ENGLISH)).isEqualTo(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            hardware-hash-not-valid                | Hachage matériel non valide
            device-not-found                       | Appareil introuvable
            device-already-registered              | L'appareil est déjà enregistré
            device-claimed-by-another-organization | Appareil revendiqué par une autre organisation
            unexpected-error                       | Erreur inattendue
            """)
    void hasTheFrenchTitleOfTheContract(String code, String title) {
        assertThat(FailureCode.of(code).title(Locale.FRENCH)).isEqualTo(title);
    }

    @ParameterizedTest
    @EnumSource
    void isExplainedInWholeSentencesInBothLanguages(FailureCode code) {
        for (Locale language : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            assertThat(code.title(language)).as("title, %s", language).matches("\\p{Lu}.*[^.\\s]");
            assertThat(code.text(language)).as("text, %s", language).matches("\\p{Lu}.{30,}\\.");
            assertThat(code.title(language) + code.text(language))
                    .as("no sign of a wrong encoding or of a placeholder, %s", language)
                    .doesNotContain("\u00c3", "\u00e2\u0080", "\ufffd", "{", "TODO");
        }
        assertThat(code.title(Locale.FRENCH)).isNotEqualTo(code.title(Locale.ENGLISH));
        assertThat(code.text(Locale.FRENCH)).isNotEqualTo(code.text(Locale.ENGLISH));
    }

    @Test
    void isNeverExplainedInTheSameWordsAsAnother() {
        for (Function<FailureCode, String> words : words()) {
            assertThat(Arrays.stream(FailureCode.values()).map(words)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"failures.properties", "failures_fr.properties"})
    void hasTextsForEachCodeAndForNoOther(String file) throws IOException {
        var texts = new Properties();
        try (var in = new InputStreamReader(FailureCode.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            texts.load(in);
        }

        assertThat(texts.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FailureCode.values())
                        .flatMap(code -> Stream.of(code.code() + ".title", code.code() + ".text"))
                        .toList());
    }

    @Test
    void tellsWhomToAskWithWhatAfterAnUnexpectedError() {
        assertThat(FailureCode.UNEXPECTED_ERROR.text(Locale.ENGLISH)).contains("support", "Request ID");
        assertThat(FailureCode.UNEXPECTED_ERROR.text(Locale.FRENCH)).contains("support", "Request ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "fr-FR", "de-DE", "tr-TR"})
    void isInTheLanguageAskedForWhateverTheMachineSpeaks(String machineLanguage) {
        try (var machine = DefaultLocale.of(machineLanguage)) {
            assertThat(FailureCode.DEVICE_NOT_FOUND.title(CANADIAN_FRENCH))
                    .as("Canadian French on a machine that speaks %s", machine.language())
                    .isEqualTo("Appareil introuvable");
            assertThat(FailureCode.DEVICE_NOT_FOUND.title(Locale.UK))
                    .as("English on a machine that speaks %s", machine.language())
                    .isEqualTo("Device not found");
            assertThat(FailureCode.DEVICE_NOT_FOUND.title(Locale.GERMAN))
                    .as("a language that has no texts gets English on a machine that speaks %s", machine.language())
                    .isEqualTo("Device not found");
            assertThat(FailureCode.DEVICE_NOT_FOUND.title(Locale.ROOT))
                    .as("no language on a machine that speaks %s", machine.language())
                    .isEqualTo("Device not found");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isItsCodeInJson(FailureCode code) throws JsonProcessingException {
        var mapper = new ObjectMapper();
        String json = '"' + code.code() + '"';

        assertThat(mapper.writeValueAsString(code)).isEqualTo(json);
        assertThat(mapper.readValue(json, FailureCode.class)).isEqualTo(code);
        assertThat(FailureCode.of(code.code())).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SAMPLE_DATA", "Sample-data", "sample_data", "not-yours", " sample-data"})
    void isNotReadFromAnyOtherText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> FailureCode.of(text));
        assertThatThrownBy(() -> new ObjectMapper().readValue('"' + text + '"', FailureCode.class))
                .isInstanceOf(JsonMappingException.class);
    }

    private static List<Function<FailureCode, String>> words() {
        return List.of(
                code -> code.title(Locale.ENGLISH),
                code -> code.title(Locale.FRENCH),
                code -> code.text(Locale.ENGLISH),
                code -> code.text(Locale.FRENCH));
    }
}
