package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialNumbersTest {

    @ParameterizedTest
    @CsvSource({"SN-1, sn-1", "' sn   1 ', sn 1", "ＳＮ１, sn1"})
    void compareInNormalForm(String given, String compared) {
        assertThat(SerialNumbers.comparable(given)).isEqualTo(compared);
    }

    @Test
    void compareByTheirBeginningWhereTheyAreLongerThanAnIndexHolds() {
        assertThat(SerialNumbers.comparable("S".repeat(60_000))).isEqualTo("s".repeat(256));
        assertThat(SerialNumbers.comparable("S".repeat(256))).isEqualTo("s".repeat(256));
    }

    @Test
    void compareToNothingWhereThereIsNone() {
        assertThat(SerialNumbers.comparable(null)).isNull();
    }
}
