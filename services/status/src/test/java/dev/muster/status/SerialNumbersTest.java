package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Test
    void containATextOnlyWhereTheyHaveAllItsGrams() {
        var whole = grams("contoso", "PF-00Xy71");

        assertThat(whole).hasSize(7).containsAll(grams("contoso", "0xY7")).containsAll(grams("contoso", "pf-"));
        assertThat(whole).doesNotContainAnyElementsOf(grams("contoso", "0x7"));
        assertThat(grams("contoso", "pf")).isEmpty();
    }

    @Test
    void haveEachGramOnceInOrder() {
        assertThat(SerialNumbers.grams("contoso", "AAAAAA")).matches("\\{-?\\d+}");
        assertThat(Stream.of(SerialNumbers.grams("contoso", "PF-00XY71PF-").split("[{,}]"))
                        .filter(gram -> !gram.isEmpty())
                        .map(Integer::valueOf))
                .hasSize(9)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void haveGramsOfTheirOrganization() {
        assertThat(grams("contoso", "SN-1")).doesNotContainAnyElementsOf(grams("fabrikam", "SN-1"));
    }

    private static Set<String> grams(String tenant, String serialNumber) {
        String array = SerialNumbers.grams(tenant, serialNumber);
        assertThat(array).matches("\\{(-?\\d+(,-?\\d+)*)?}");
        return Stream.of(array.substring(1, array.length() - 1).split(","))
                .filter(gram -> !gram.isEmpty())
                .collect(Collectors.toSet());
    }
}
