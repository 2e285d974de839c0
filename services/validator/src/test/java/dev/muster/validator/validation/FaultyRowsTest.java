package dev.muster.validator.validation;

import static dev.muster.validator.Row.row;
import static dev.muster.validator.Row.tuple;
import static dev.muster.validator.validation.Rules.findings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.testing.Hashes;
import dev.muster.validator.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reason for which the validator refuses a row, in the words that the person reads. */
class FaultyRowsTest {

    private static final String SOUND = Hashes.of("Contoso", "Model-1", "SN-000123");
    private static final String NO_MAGIC = "hardware-hash-not-valid: no OA magic: this is not a hardware hash";

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource
    void saysAllThatIsWrongWithARow(String what, Row row, List<String> findings) {
        assertThat(findings(row)).as(what).isEqualTo(findings);
    }

    static Stream<Arguments> saysAllThatIsWrongWithARow() {
        return Stream.of(missingValues(), hashes(), serialNumbers(), several()).flatMap(s -> s);
    }

    private static Stream<Arguments> missingValues() {
        return Stream.of(
                faulty("nothing at all", row(), missing("Manufacturer, Model, Serial Number are needed too")),
                faulty(
                        "blanks",
                        tuple(" ", "\t", "\u00a0"),
                        missing("Manufacturer, Model, Serial Number are needed too")),
                faulty("no manufacturer", tuple(null, "Model-1", "SN-1"), missing("Manufacturer is needed too")),
                faulty("no model", tuple("Contoso", "", "SN-1"), missing("Model is needed too")),
                faulty("no serial number", tuple("Contoso", "Model-1", null), missing("Serial Number is needed too")),
                faulty(
                        "an export for another use: serial number and product id only",
                        row().serialNumber("SN-1").column("Windows Product ID", "00330-80000"),
                        missing("Manufacturer, Model are needed too")),
                faulty(
                        "an empty hash is none",
                        row().serialNumber("SN-1").hash("  "),
                        missing("Manufacturer, Model are needed too")));
    }

    private static Stream<Arguments> hashes() {
        return Stream.of(
                faulty("text", row().hash("none"), NO_MAGIC),
                faulty(
                        "a character that is not base64",
                        row().hash(SOUND.substring(0, 16) + "!" + SOUND.substring(17)),
                        "hardware-hash-not-valid: not base64: character '!' at 17"),
                faulty(
                        "cut by one byte",
                        row().hash(Rules.cut(device(), 1)),
                        "hardware-hash-not-valid: truncated by 1 byte"),
                faulty(
                        "cut by forty bytes",
                        row().hash(Rules.cut(device(), 40)),
                        "hardware-hash-not-valid: truncated by 40 bytes"),
                faulty(
                        "one character changed",
                        row().hash(SOUND.substring(0, 60)
                                + (SOUND.charAt(60) == 'x' ? 'y' : 'x')
                                + SOUND.substring(61)),
                        "hardware-hash-not-valid: checksum does not match"),
                faulty(
                        "no serial number in it",
                        row().hash(HardwareHashWriter.begin()
                                .text(16, "Contoso")
                                .toBase64()),
                        "hardware-hash-not-valid: record 14 (serial number) is missing or blank"),
                faulty(
                        "a blank manufacturer in it",
                        row().hash(HardwareHashWriter.begin()
                                .text(14, "SN-1")
                                .text(16, "  ")
                                .toBase64()),
                        "hardware-hash-not-valid: record 16 (manufacturer) is missing or blank"),
                faulty(
                        "the columns do not stand in for a damaged hash",
                        tuple("Contoso", "Model-1", "SN-1").hash("none"),
                        NO_MAGIC));
    }

    private static Stream<Arguments> serialNumbers() {
        return Stream.of(
                faulty(
                        "another serial number than the hash's",
                        row().serialNumber("ABC").hash(Hashes.of("Contoso", "Model-1", "XYZ")),
                        "device-not-found: serial number ABC in the row, XYZ in the hash"),
                faulty(
                        "a serial number that differs by a zero that is not the first",
                        row().serialNumber("1023").hash(Hashes.of("Contoso", "Model-1", "10203")),
                        "device-not-found: serial number 1023 in the row, 10203 in the hash"),
                faulty(
                        "zeros that no spreadsheet takes away, because there are letters",
                        row().serialNumber("A1").hash(Hashes.of("Contoso", "Model-1", "00A1")),
                        "device-not-found: serial number A1 in the row, 00A1 in the hash"),
                faulty(
                        "the exponent of another number",
                        row().serialNumber("1.23E+11").hash(Hashes.of("Contoso", "Model-1", "124456789012")),
                        "device-not-found: serial number 1.23E+11 in the row, 124456789012 in the hash"),
                faulty(
                        "an exponent, and no hash to tell what it was",
                        tuple("Contoso", "Model-1", "1.23457E+11"),
                        "serial-number-not-usable: Excel has turned the serial number into 1.23457E+11;"
                                + " send the file as the tool wrote it"),
                faulty(
                        "the same as a French Excel writes it",
                        tuple("Contoso", "Model-1", "1,23E+11"),
                        "serial-number-not-usable: Excel has turned the serial number into 1,23E+11;"
                                + " send the file as the tool wrote it"),
                faulty(
                        "a default in a sound hash",
                        row().hash(Hashes.of("Contoso", "Model-1", "To be filled by O.E.M.")),
                        "serial-number-not-usable: 'To be filled by O.E.M.' is a default that many devices share"));
    }

    private static Stream<Arguments> several() {
        return Stream.of(
                faulty(
                        "missing values and a default",
                        row().serialNumber("None"),
                        missing("Manufacturer, Model are needed too"),
                        "serial-number-not-usable: 'None' is a default that many devices share"),
                faulty(
                        "a damaged hash and an exponent",
                        row().serialNumber("5E+12").hash(Rules.cut(device(), 3)),
                        "hardware-hash-not-valid: truncated by 3 bytes",
                        "serial-number-not-usable: Excel has turned the serial number into 5E+12;"
                                + " send the file as the tool wrote it"),
                faulty(
                        "a default in the hash and something else in the row",
                        row().serialNumber("SN-1").hash(Hashes.of("Contoso", "Model-1", "0")),
                        "serial-number-not-usable: '0' is a default that many devices share",
                        "device-not-found: serial number SN-1 in the row, 0 in the hash"),
                faulty(
                        "the placeholder's serial number without anything else",
                        row().serialNumber("000000000000"),
                        "sample-data: the serial number is the documentation's placeholder",
                        missing("Manufacturer, Model are needed too")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Default string",
                "DEFAULT STRING",
                "  default   string ",
                "Default\u00a0string",
                "Ｄｅｆａｕｌｔ　ｓｔｒｉｎｇ",
                "To be filled by O.E.M.",
                "TO BE FILLED BY O.E.M.",
                "System Serial Number",
                "none",
                "NONE",
                "0",
                "123456789"
            })
    void refusesASerialNumberThatManyDevicesShareInAnySpelling(String junk) {
        assertThat(findings(tuple("Contoso", "Model-1", junk)))
                .containsExactly(
                        "serial-number-not-usable: '" + junk.strip() + "' is a default that many devices share");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "1234567890", "None-1", "Default", "1E10", "E+11", "1.5.2E+3"})
    void takesASerialNumberThatOnlyLooksLikeJunk(String serialNumber) {
        assertThat(findings(tuple("Contoso", "Model-1", serialNumber))).isEmpty();
    }

    private static Arguments faulty(String what, Row row, String... findings) {
        return arguments(what, row, List.of(findings));
    }

    private static String missing(String which) {
        return "missing-value: no Hardware Hash; without one, " + which;
    }

    private static HardwareHashWriter device() {
        return HardwareHashWriter.begin()
                .text(14, "SN-000123")
                .text(16, "Contoso")
                .text(17, "Model-1");
    }
}
