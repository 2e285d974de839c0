package dev.muster.local.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void hasAHeaderAndARowForEachDeviceAndEachFault(Format format) throws Exception {
        var sample = new Sample(40, format, true, 7);
        var rows = rows(sample);
        assertThat(rows.getFirst()).isEqualTo(format.header());
        assertThat(rows).hasSize(1 + 40 + 5 * Fault.values().length);
        assertThat(sample.expected().total()).isEqualTo(rows.size() - 1);
        assertThat(rows.stream().filter(row -> row.size() != format.header().size()))
                .hasSize(5);
    }

    @Test
    void expectsEachFaultToFailWithItsCode() {
        assertThat(new Sample(3, Format.SELF, true, 7).expected().failedByCode())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "malformed-row", 5L,
                        "sample-data", 5L,
                        "missing-value", 5L,
                        "hardware-hash-not-valid", 15L,
                        "serial-number-not-usable", 5L,
                        "device-not-found", 5L,
                        "duplicate-in-upload", 5L));
        assertThat(new Sample(3, Format.SELF, false, 7).expected()).isEqualTo(new Outcomes(3, Map.of()));
    }

    @Test
    void describesEachDeviceOnce() throws Exception {
        var rows = rows(new Sample(500, Format.SELF, false, 7));
        var serialNumbers = new HashSet<String>();
        for (var row : rows.subList(1, rows.size())) {
            assertThat(serialNumbers.add(row.get(2))).isTrue();
            assertThat(row.get(3)).hasSize(4000).startsWith("T0");
        }
    }

    @Test
    void putsTheSameInTheHashAsInTheColumns() throws Exception {
        for (var row : rows(new Sample(25, Format.SELF, false, 11)).subList(1, 26)) {
            var reading = HardwareHashDecoder.decode(row.get(3));
            assertThat(reading).isInstanceOf(HashReading.Sound.class);
            var content = reading.content();
            assertThat(content.manufacturer()).isEqualTo(row.get(0));
            assertThat(content.model()).isEqualTo(row.get(1));
            assertThat(content.serialNumber()).isEqualTo(row.get(2));
        }
    }

    @Test
    void isTheSameForTheSameSeedAndHasOtherDevicesForAnother() throws Exception {
        var sample = new Sample(30, Format.AUTOPILOT, true, 7);
        assertThat(rows(sample)).isEqualTo(rows(new Sample(30, Format.AUTOPILOT, true, 7)));
        var others = rows(new Sample(30, Format.AUTOPILOT, false, 8));
        var own = rows(new Sample(30, Format.AUTOPILOT, false, 7));
        assertThat(own.subList(1, 31)).doesNotContainAnyElementsOf(others.subList(1, 31));
        assertThat(rows(sample.first(3)).subList(1, 4)).isEqualTo(own.subList(1, 4));
    }

    @Test
    void putsADuplicateAfterItsFirstRow() throws Exception {
        var rows = rows(new Sample(1, Format.SELF, true, 7));
        var first = rows.get(1);
        var again = rows.stream()
                .filter(row -> row.size() == 4 && row.get(2).equals(first.get(2)))
                .toList();
        assertThat(again).hasSize(6);
        assertThat(again.get(1).get(3)).as("captured later").isNotEqualTo(first.get(3));
    }

    @Test
    void comparesOutcomes() {
        var expected = new Outcomes(3, Map.of("sample-data", 1L));
        assertThat(expected.differences(expected)).isEmpty();
        assertThat(expected.differences(new Outcomes(2, Map.of("missing-value", 2L))))
                .containsExactly(
                        "registered: expected 3, got 2",
                        "missing-value: expected 0, got 2",
                        "sample-data: expected 1, got 0");
    }

    @Test
    void isNeverEmpty() {
        assertThatThrownBy(() -> new Sample(0, Format.SELF, true, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<List<String>> rows(Sample sample) throws Exception {
        var file = Files.createTempFile(directory, "sample", ".csv");
        sample.write(file);
        try (var reader = CsvReader.builder()
                .allowMissingFields(true)
                .allowExtraFields(true)
                .ofCsvRecord(file)) {
            return reader.stream().map(row -> List.copyOf(row.getFields())).toList();
        }
    }
}
