package dev.muster.operations.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    @ParameterizedTest
    @CsvSource({
        "100, 1000, the first",
        "150, 1500, half way",
        "199, 1990, just before a known one",
        "200, 2000, a known one",
        "250, 5000, half way where records were rare",
        "300, 8000, the last",
        "301, 8000, newer than the last"
    })
    void interpolatesBetweenTheRecordsWhoseTimesAreKnown(long offset, long millis, String what) {
        var timeline = new Timeline(10);
        timeline.add(100, 1000);
        timeline.add(300, 8000);
        timeline.add(200, 2000);

        assertThat(timeline.timeOf(offset)).as(what).isEqualTo(OptionalLong.of(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "99,  false, older than the first",
        "100, true,  the first",
        "150, true,  between two of the same minute",
        "200, true,  the last before the idle hours",
        "201, false, in the burst after them; or not",
        "299, false, likewise",
        "300, true,  the last of the burst",
        "301, false, newer than the last"
    })
    void isSureOnlyBetweenRecordsThatFollowedSoon(long offset, boolean sure, String what) {
        var timeline = new Timeline(10);
        timeline.add(100, 0);
        timeline.add(200, 60_000);
        timeline.add(300, 7_200_000);

        assertThat(timeline.isSureOf(offset, Duration.ofMinutes(1))).as(what).isEqualTo(sure);
    }

    @Test
    void knowsNothingOfWhatIsOlderThanTheFirst() {
        var timeline = new Timeline(10);
        assertThat(timeline.timeOf(5)).isEmpty();

        timeline.add(100, 1000);

        assertThat(timeline.timeOf(99)).isEmpty();
    }

    @Test
    void forgetsWhatNothingIsInterpolatedFromAnyMore() {
        var timeline = new Timeline(10);
        for (int i = 0; i <= 5; i++) {
            timeline.add(i * 100L, i * 1000L);
        }

        timeline.forgetBefore(250);

        assertThat(timeline.timeOf(250)).hasValue(2500);
        assertThat(timeline.timeOf(199)).isEmpty();
        assertThat(timeline.size()).isEqualTo(4);
    }

    @Test
    void growsCoarserInsteadOfLarger() {
        var timeline = new Timeline(100);
        for (int i = 0; i < 100_000; i++) {
            timeline.add(i, i * 10L);
        }

        assertThat(timeline.size()).isLessThanOrEqualTo(101);
        assertThat(timeline.timeOf(0)).hasValue(0);
        assertThat(timeline.timeOf(54_321)).hasValue(543_210);
        assertThat(timeline.timeOf(99_999)).hasValue(999_990);
    }
}
