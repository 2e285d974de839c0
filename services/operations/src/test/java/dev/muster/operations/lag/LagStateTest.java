package dev.muster.operations.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten seconds between two observations; half a minute must be covered. */
class LagStateTest {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration SPAN = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-01-31T08:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing to read,                        '0/0 0/0 0/0 0/0',           OK",
        "all read,                               '5/5 6/6 7/7 8/8',           OK",
        "catches up,                             '0/50 10/50 20/50 30/50',    OK",
        "keeps a steady distance,                '0/9 10/19 20/29 30/39',     OK",
        "falls behind all the time,              '0/10 10/30 20/50 30/70',    WARN",
        "falls behind and does not move at last, '0/10 10/30 10/50 10/70',    WARN",
        "falls behind though it gained once,     '0/10 10/30 29/40 30/70',    WARN",
        "falls behind with a dip,                '0/10 5/30 10/50 25/60 30/80 35/110', WARN",
        "swings about a steady distance,         '0/20 5/45 25/50 27/65 48/70 54/95',  OK",
        "had a burst and catches up,             '0/10 5/15 5/95 20/100 40/100 50/100', OK",
        "had read all once,                      '5/5 5/15 5/25 5/35',        OK",
        "reads nothing and more comes,           '5/10 5/20 5/30 5/40',       STALLED",
        "reads nothing and no more comes,        '5/10 5/10 5/10 5/10',       STALLED",
        "reads nothing from the start,           '0/1 0/1 0/1 0/1',           STALLED",
        "was moved back and reads on,            '40/50 0/50 10/50 20/50',    OK",
        "was moved back and reads nothing,       '40/50 0/50 0/50 0/50',      WARN",
        "is not watched for long enough,         '5/10 5/20 5/30',            OK",
        "was seen once,                          '5/10',                      OK",
        "end behind committed after a loss,      '9/5 9/5 9/5 9/5',           OK"
    })
    void isJudgedOverAWindow(String what, String window, LagState expected) {
        assertThat(LagState.over(window(window), SPAN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"OK, OK, OK", "OK, WARN, WARN", "STALLED, WARN, STALLED"})
    void theWorseStands(LagState one, LagState other, LagState worse) {
        assertThat(one.or(other)).isEqualTo(worse);
        assertThat(other.or(one)).isEqualTo(worse);
    }

    /** Each as committed/end. */
    static List<Observation> window(String text) {
        var all = Arrays.stream(text.split(" ", -1))
                .map(one -> one.split("/", -1))
                .toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> new Observation(
                        START.plus(EVERY.multipliedBy(i)),
                        Long.parseLong(all.get(i)[0]),
                        Long.parseLong(all.get(i)[1])))
                .toList();
    }
}
