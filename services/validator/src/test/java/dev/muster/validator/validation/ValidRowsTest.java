package dev.muster.validator.validation;

import static dev.muster.validator.Row.row;
import static dev.muster.validator.Row.tuple;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.model.event.Warning;
import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.testing.Hashes;
import dev.muster.validator.Row;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidRowsTest {

    private static final UUID SMBIOS = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    @Test
    void takesTheDeviceFromTheHash() {
        String hash = HardwareHashWriter.begin()
                .uuid(SMBIOS)
                .text(14, "SN-000123")
                .text(16, "Contoso")
                .text(17, "Model-1")
                .toBase64();

        assertThat(valid(row().hash(hash)))
                .isEqualTo(new Verdict.Valid("Contoso", "Model-1", "SN-000123", true, SMBIOS, List.of()));
    }

    @Test
    void takesTheDeviceFromTheColumnsWhereThereIsNoHash() {
        assertThat(valid(tuple(" Contoso ", "Model-1\t", "SN 1")))
                .isEqualTo(new Verdict.Valid("Contoso", "Model-1", "SN 1", false, null, List.of()));
    }

    @Test
    void takesTheModelFromTheColumnWhereTheHashHasNone() {
        String hash = HardwareHashWriter.begin()
                .text(14, "SN-000123")
                .text(16, "Contoso")
                .toBase64();

        assertThat(valid(row().model("Model-2").hash(hash)).model()).isEqualTo("Model-2");
        assertThat(valid(row().hash(hash)).model()).isNull();
    }

    @Test
    void toleratesAHashWithoutPaddingAndInAnyOrderOfItsRecords() {
        String hash = Rules.cut(
                HardwareHashWriter.begin()
                        .text(17, "Model-1")
                        .record(999, new byte[] {1, 2, 3})
                        .text(16, "Contoso")
                        .text(14, "SN-000123"),
                0);

        assertThat(valid(row().hash(hash.replace("=", ""))).serialNumber()).isEqualTo("SN-000123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SN-000123", "sn-000123", "  SN-000123 ", "SN-000123\u00a0", " ", "\u00a0"})
    void doesNotMindCapitalsAndBlanksInTheSerialNumber(String column) {
        assertThat(valid(row().serialNumber(column).hash(Hashes.of("Contoso", "Model-1", "SN-000123"))))
                .satisfies(valid -> assertThat(valid.serialNumber()).isEqualTo("SN-000123"))
                .satisfies(valid -> assertThat(valid.warnings()).isEmpty());
    }

    @ParameterizedTest(name = "{1} became {0}")
    @MethodSource
    void keepsTheHashsSerialNumberOverWhatExcelMadeOfIt(String column, String inHash) {
        assertThat(valid(row().serialNumber(column).hash(Hashes.of("Contoso", "Model-1", inHash))))
                .satisfies(valid -> assertThat(valid.serialNumber()).isEqualTo(inHash))
                .satisfies(valid -> assertThat(valid.warnings())
                        .containsExactly(new Warning(
                                "serial-number-changed",
                                "The row has " + column + ", which a spreadsheet made of " + inHash
                                        + "; the hash's was kept")));
    }

    static Stream<Arguments> keepsTheHashsSerialNumberOverWhatExcelMadeOfIt() {
        return Stream.of(
                arguments("16520771358", "016520771358"),
                arguments("1", "0000001"),
                arguments("0", "000"),
                arguments("1.23457E+11", "123456789012"),
                arguments("1.23457e+11", "123456789012"),
                arguments("1,23457E+11", "123456789012"),
                arguments("1.23457E+11", "00123456789012"),
                arguments("1E+15", "999999999999999"),
                arguments("5E+12", "5000000000000"),
                arguments("1.23457E+19", "12345678901234567890"));
    }

    @Test
    void warnsOfAManufacturerAndAModelThatDiffer() {
        var verdict = valid(tuple("Fabrikam", "Model-9", "SN-1").hash(Hashes.of("Contoso", "Model-1", "SN-1")));

        assertThat(verdict.manufacturer()).isEqualTo("Contoso");
        assertThat(verdict.model()).isEqualTo("Model-1");
        assertThat(verdict.warnings())
                .containsExactly(
                        new Warning(
                                "manufacturer-differs",
                                "Manufacturer is Fabrikam in the row, Contoso in the hash; the hash's was kept"),
                        new Warning(
                                "model-differs",
                                "Model is Model-9 in the row, Model-1 in the hash; the hash's was kept"));
    }

    @Test
    void doesNotWarnOfASpelling() {
        assertThat(valid(tuple("CONTOSO", " model-1 ", "sn-1").hash(Hashes.of("Contoso", "Model-1", "SN-1")))
                        .warnings())
                .isEmpty();
    }

    @Test
    void knowsOnlyTheDefaultsThatItWasGiven() {
        var rules = new Validation(List.of("Asset Tag"));

        assertThat(rules.validate(tuple("Contoso", "Model-1", "None").submitted()))
                .isInstanceOf(Verdict.Valid.class);
        assertThat(rules.validate(tuple("Contoso", "Model-1", "ASSET TAG").submitted()))
                .isInstanceOf(Verdict.Invalid.class);
    }

    private static Verdict.Valid valid(Row row) {
        var verdict = Rules.RULES.validate(row.submitted());
        assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        return (Verdict.Valid) verdict;
    }
}
