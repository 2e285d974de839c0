package dev.muster.validator.validation;

import static dev.muster.validator.Row.row;
import static dev.muster.validator.Row.tuple;
import static dev.muster.validator.validation.Rules.findings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.testing.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDataTest {

    private static final String PLACEHOLDER = "dGhpc2RldmljZWlzYW5tbWRkZXZpY2U";
    private static final String HASH_IS_PLACEHOLDER =
            "sample-data: the hardware hash is the documentation's placeholder";
    private static final String SERIAL_IS_PLACEHOLDER =
            "sample-data: the serial number is the documentation's placeholder";
    private static final String PUBLISHED = "sample-data: the hardware hash is the one of a published sample file";
    private static final String NO_MAGIC = "hardware-hash-not-valid: no OA magic: this is not a hardware hash";

    @Test
    void knowsTheDocumentationsRowBeforeItSaysThatItsHashIsNone() {
        assertThat(findings(tuple("SpiralOrbit", "ContosoABC", "000000000000").hash(PLACEHOLDER)))
                .containsExactly(HASH_IS_PLACEHOLDER, NO_MAGIC);
    }

    @ParameterizedTest
    @ValueSource(strings = {PLACEHOLDER, PLACEHOLDER + "=", " " + PLACEHOLDER + " "})
    void knowsThePlaceholderOfTheHashByItself(String hash) {
        assertThat(findings(tuple("Contoso", "Model-1", "SN-1").hash(hash)))
                .containsExactly(HASH_IS_PLACEHOLDER, NO_MAGIC);
    }

    @Test
    void knowsThePlaceholderOfTheSerialNumberByItself() {
        assertThat(findings(tuple("Contoso", "Model-1", " 000000000000 "))).containsExactly(SERIAL_IS_PLACEHOLDER);
    }

    @Test
    void doesNotMindTheManufacturersNameAlone() {
        assertThat(findings(tuple("SpiralOrbit", "ContosoABC", "SN-1"))).isEmpty();
    }

    @Test
    void knowsThePlaceholderOfTheSerialNumberNextToARealHash() {
        assertThat(findings(row().serialNumber("000000000000").hash(Hashes.of("Contoso", "Model-1", "SN-1"))))
                .containsExactly(
                        SERIAL_IS_PLACEHOLDER,
                        "device-not-found: serial number 000000000000 in the row, SN-1 in the hash");
    }

    @Test
    void knowsThePublishedRecordThatLacksItsLastByte() {
        assertThat(findings(row().serialNumber("016520771357").hash(Rules.cut(published(), 1))))
                .containsExactly(PUBLISHED, "hardware-hash-not-valid: truncated by 1 byte");
    }

    @Test
    void knowsThePublishedRecordThatSomebodyHasMended() {
        assertThat(findings(row().hash(published().toBase64()))).containsExactly(PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16520771357", "016520771358"})
    void takesAnotherDeviceOfTheSameKindForWhatItIs(String serialNumber) {
        assertThat(findings(row().hash(Hashes.of("Microsoft Corporation", "Surface Laptop", serialNumber))))
                .isEmpty();
    }

    private static HardwareHashWriter published() {
        return HardwareHashWriter.begin()
                .text(14, "016520771357")
                .text(16, "Microsoft Corporation")
                .text(17, "Surface Laptop");
    }
}
