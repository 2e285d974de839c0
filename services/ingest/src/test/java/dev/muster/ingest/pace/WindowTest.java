package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.pace.Sample.Leg;
import dev.muster.ingest.pace.Sample.Place;
import dev.muster.ingest.pace.Sample.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final long FIRST = 4_000;
    private static final Way WAY =
            new Way("in", List.of(new Leg("first", Set.of("in")), new Leg("second", Set.of("out", "refused"))));

    private final Window window = new Window(WAY, Duration.ofSeconds(1), Duration.ofSeconds(10), FIRST);

    @Test
    void isOfASizeOfItsOwnUntilSomethingWasSeen() {
        assertThat(window.free(sample(0, 0, 0, 0))).isEqualTo(FIRST);
        assertThat(window.free(sample(100, 3_000, 0, 0))).isEqualTo(FIRST - 3_000);
        assertThat(window.free(sample(200, 9_000, 0, 0)))
                .as("never less than nothing")
                .isZero();
    }

    @Test
    void countsARowOnceWhereverItIs() {
        var places = Map.of(place("in"), 1_000L, place("out"), 500L, place("refused"), 100L);
        var sample = new Sample(
                0,
                places,
                Map.of(
                        "first", Map.of(place("in"), 600L),
                        "second", Map.of(place("in"), 900L, place("out"), 300L, place("refused"), 50L)));
        assertThat(sample.underWay(WAY, group -> true))
                .as("400 at first, 250 at second")
                .isEqualTo(650);
        assertThat(sample.underWay(WAY, "second"::equals)).isEqualTo(250);
        assertThat(sample.underWay(WAY, "first"::equals)).isEqualTo(400);
        assertThat(sample.entered(WAY)).isEqualTo(1_000);
    }

    @Test
    void becomesWhatTheStagesGetThroughInTheTime() {
        full(0, 3_000, 8_000);
        assertThat(window.size()).isEqualTo(8_000);
        full(3_000, 6_000, 3_000);
        assertThat(window.size()).isEqualTo(3_000);
    }

    @Test
    void isNeverSoSmallThatNothingMoves() {
        full(0, 3_000, 10);
        assertThat(window.size()).isEqualTo(2_000);
    }

    @Test
    void learnsNothingWhileItIsNotUsed() {
        for (int at = 0; at <= 3_000; at += 100) {
            window.free(sample(at, 10L + at, at, at));
        }
        assertThat(window.size()).isEqualTo(FIRST);
    }

    @Test
    void beginsToLookAnewAfterAllWasThrough() {
        window.free(sample(0, 10_000, 0, 0));
        window.free(sample(1_000, 10_000, 10_000, 10_000));
        window.free(sample(1_900, 20_000, 10_000, 10_000));
        window.free(sample(2_900, 25_000, 15_000, 15_000));
        assertThat(window.size()).as("a second is too short to tell").isEqualTo(FIRST);
    }

    @Test
    void doesNotWaitForAStageThatHasNotMovedForTenSeconds() {
        for (int at = 0; at < 10_000; at += 100) {
            assertThat(window.free(sample(at, 50_000, 0, 50_000)))
                    .as("at %d", at)
                    .isZero();
        }
        assertThat(window.free(sample(10_000, 50_000, 0, 50_000))).isPositive();
        assertThat(window.free(sample(10_100, 50_000, 10, 50_000)))
                .as("it is back")
                .isZero();
    }

    /** Ten times a second more than enough has come in, of which so much a second is through. */
    private void full(long from, long to, long aSecond) {
        for (long at = from; at <= to; at += 100) {
            long through = 1_000_000 + at * aSecond / 1_000;
            window.free(sample(at, through + 10_000, through, through));
        }
    }

    private static Sample sample(long at, long in, long first, long second) {
        return new Sample(
                at,
                Map.of(place("in"), in, place("out"), first),
                Map.of(
                        "first", Map.of(place("in"), first),
                        "second", Map.of(place("in"), second, place("out"), Math.min(first, second))));
    }

    private static Place place(String topic) {
        return new Place(topic, 0);
    }
}
