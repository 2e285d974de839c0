package dev.muster.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String FORM = "00-[0-9a-f]{32}-[0-9a-f]{16}-00";

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "ff, true", "fe, false"})
    void isWhatTheHeaderSays(String flags, boolean sampled) {
        assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-" + flags))
                .isEqualTo(new TraceParent(TRACE, SPAN, sampled));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "junk",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                " 00-" + TRACE + "-" + SPAN + "-01",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01"
            })
    void isATraceThatNobodyRecordsWhereTheHeaderSaysNothing(String header) {
        var first = TraceParent.of(header);

        assertThat(first.toString()).matches(FORM);
        assertThat(first.traceId()).isNotEqualTo(TRACE).doesNotMatch("0+");
    }

    @Test
    void beginsAnotherTraceEachTime() {
        assertThat(TraceParent.fresh().traceId())
                .isNotEqualTo(TraceParent.fresh().traceId());
    }

    @Test
    void isReadAgainByTheNextStage() {
        var first = new TraceParent(TRACE, SPAN, true);

        assertThat(TraceParent.of(first.toString())).isEqualTo(first);
    }
}
