package dev.muster.trials.faults.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.trials.faults.input.Expected;
import dev.muster.trials.faults.input.Row;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    private static final Fleet FLEET = new Fleet(50);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(rows(3)).isEqualTo(rows(3)).isNotEqualTo(rows(4));
    }

    @Test
    void hasEveryKindOfRow() {
        assertThat(rows(1).rows()).extracting(Row::expected).contains(Expected.values());
    }

    @Test
    void standsOnTheLineThatItSays() {
        var file = rows(2);
        var lines = file.text().lines().toList();

        assertThat(lines).hasSize(file.rows().size() + 1);
        assertThat(file.rows())
                .filteredOn(row -> row.expected() == Expected.UNDECLARED)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(lines.get(row.line() - 1))
                        .isEqualTo(row.manufacturer() + ",Model-1," + row.serialNumber() + ","));
    }

    private static CsvRows rows(long seed) {
        return CsvRows.of(300, FLEET, new SplittableRandom(seed));
    }
}
