package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "2026-11-28T23:59:59.999999999Z",
                "2024-02-29T12:00:00.100Z",
                "2000-02-29T00:00:00.000001Z",
                "1969-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "-0001-06-05T04:03:02Z",
                "+10000-01-01T00:00:00.123Z"
            })
    void writesAsJavaTimeDoes(String text) {
        assertThat(Times.text(Instant.parse(text))).isEqualTo(text);
    }

    @Test
    void writesAndReadsAnyTimeAsJavaTimeDoes() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextInt(1_000_000_000);
            var time = Instant.ofEpochSecond(
                    random.nextLong(-62_167_219_200L, 253_402_300_800L),
                    switch (i % 4) {
                        case 0 -> 0;
                        case 1 -> nanos / 1_000_000 * 1_000_000;
                        case 2 -> nanos / 1_000 * 1_000;
                        default -> nanos;
                    });
            assertThat(Times.text(time)).isEqualTo(time.toString());
            assertThat(read(time.toString())).isEqualTo(time);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-28T10:00:00.1Z", "2026-11-28T10:00:00.12Z", "2026-11-28T10:00:00.00000001Z"})
    void readsAnyNumberOfDecimals(String text) {
        assertThat(read(text)).isEqualTo(Instant.parse(text));
    }

    /** Left to java.time, which takes some of them and refuses others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-28T10:00:00",
                "2026-11-28T10:00:00+01:00",
                "2026-11-28T10:00:00.Z",
                "2026-11-28T10:00:00.1234567890Z",
                "2026-11-28T10:00:00.12-Z",
                "2026-11-28 10:00:00Z",
                "2026-11-28T24:00:00Z",
                "2026-11-28T10:60:00Z",
                "2026-11-28T10:00:60Z",
                "2026-11-31T10:00:00Z",
                "2025-02-29T10:00:00Z",
                "2026-00-10T10:00:00Z",
                "2026-13-10T10:00:00Z",
                "2026-11-00T10:00:00Z",
                "2026-11-32T10:00:00Z",
                "+2026-11-2T10:00:00Z",
                "2026-11-28T1a:00:00Z",
                "2026_11-28T10:00:00Z",
                "2026-11-28T10:00:00z",
            })
    void leavesEveryOtherForm(String text) {
        assertThat(Times.read(text.getBytes(UTF_8), 0, text.length())).isNull();
    }

    private static Instant read(String text) {
        return Times.read(("#" + text + "#").getBytes(UTF_8), 1, text.length());
    }
}
