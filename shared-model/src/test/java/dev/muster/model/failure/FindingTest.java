package dev.muster.model.failure;

import static dev.muster.model.failure.FailureCode.DEVICE_NOT_FOUND;
import static dev.muster.model.failure.FailureCode.HARDWARE_HASH_NOT_VALID;
import static dev.muster.model.failure.FailureCode.MISSING_VALUE;
import static dev.muster.model.failure.FailureCode.SAMPLE_DATA;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void putsFirstWhatDecidesFirstAndKeepsTheOrderOfEqualCodes() {
        var mismatch = new Finding(DEVICE_NOT_FOUND, "serial number ABC in the row, XYZ in the hash");
        var truncated = new Finding(HARDWARE_HASH_NOT_VALID, "truncated by 1 byte");
        var noSerialNumber = new Finding(MISSING_VALUE, "Serial Number");
        var noManufacturer = new Finding(MISSING_VALUE, "Manufacturer");
        var sample = new Finding(SAMPLE_DATA, null);

        assertThat(Finding.inOrder(List.of(mismatch, noSerialNumber, truncated, noManufacturer, sample)))
                .containsExactly(sample, noSerialNumber, noManufacturer, truncated, mismatch);
    }

    @Property
    void orderIsOfAllFindingsAndBringsTheLowestCodeFirst(@ForAll List<FailureCode> codes) {
        List<Finding> findings =
                codes.stream().map(code -> new Finding(code, null)).toList();

        assertThat(Finding.inOrder(findings))
                .containsExactlyInAnyOrderElementsOf(findings)
                .extracting(Finding::code)
                .isSorted();
    }
}
