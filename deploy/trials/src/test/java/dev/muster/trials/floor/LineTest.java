package dev.muster.trials.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
    private static final Line LINE = new Line("run-1", "2", "Dell Inc.", "Modèle", "SN-1", "T0E=");

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(Line.of(LINE.value())).isEqualTo(LINE);
        assertThat(Line.of(LINE.withoutHash().value())).isEqualTo(LINE.withoutHash());
    }

    @Test
    void aRowOfAFileIsCutAtItsCommas() {
        assertThat(Line.ofCsv("run-1", 2, "Dell Inc.,Modèle,SN-1,T0E=")).isEqualTo(LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contoso,Model-1,SN-1", "\"Contoso, Ltd\",Model-1,SN-1,T0E"})
    void anotherKindOfRowIsRefused(String row) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Line.ofCsv("run-1", 7, row))
                .withMessageContaining("line 7");
    }
}
