package dev.muster.trials.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTest {
    /** The answer that the contract gives, however the two are spelled. */
    @ParameterizedTest
    @CsvSource({"Contoso, SN-000123", "CONTOSO, sn-000123", "'  contoso ', 'SN-000123 '"})
    void givesTheKnownAnswer(String manufacturer, String serialNumber) {
        assertThat(Ids.device(manufacturer, serialNumber)).isEqualTo("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    }

    @ParameterizedTest
    @CsvSource({"Dell Inc., dell", "Hewlett-Packard, HP", "Lenovo Group Limited, LENOVO", "A  B, a b"})
    void knowsManufacturersByAllTheirNames(String one, String other) {
        assertThat(Ids.device(one, "1")).isEqualTo(Ids.device(other, "1"));
    }
}
