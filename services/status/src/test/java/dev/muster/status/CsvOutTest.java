package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOutTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1", "@ann", "\tindented", "\rreturned", "="})
    void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String cell) {
        assertThat(CsvOut.safe(cell)).isEqualTo("'" + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SN-1", "1=1", " =1", "'=1", "\nnext", "é", "0"})
    void leavesAnythingElseAsItIs(String cell) {
        assertThat(CsvOut.safe(cell)).isEqualTo(cell);
    }

    @Test
    void leavesACellEmptyWhereThereIsNothing() {
        assertThat(CsvOut.safe(null)).isEmpty();
        assertThat(CsvOut.safe("")).isEmpty();
    }
}
