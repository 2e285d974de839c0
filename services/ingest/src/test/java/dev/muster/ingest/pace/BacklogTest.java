package dev.muster.ingest.pace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.pace.Sample.Place;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Place ROWS = new Place("rows", 0);
    private static final Place MORE = new Place("rows", 1);
    private static final Place OTHER = new Place("other", 0);

    private final Backlog backlog = new Backlog(Map.of("stage", "rows", "second", "rows"), Duration.ofSeconds(10));

    @Test
    void isNothingWhereEverythingIsRead() {
        assertThat(backlog.rowsPerSecond()).isEmpty();
        add(0, 100, 100);
        add(5_000, 100, 100);
        assertThat(backlog.behind()).isZero();
        assertThat(backlog.rowsPerSecond()).isEmpty();
    }

    @Test
    void isTheAgeOfTheOldestRecordThatIsNotRead() {
        add(0, 100, 100);
        add(200, 300, 100);
        add(400, 500, 100);
        add(600, 500, 350);
        assertThat(backlog.behind()).as("350 was written between 200 and 400").hasMillis(200);
        add(800, 500, 500);
        assertThat(backlog.behind()).isZero();
    }

    @Test
    void isThatOfTheSlowestPartitionOfTheSlowestStage() {
        backlog.add(new Sample(
                0,
                Map.of(ROWS, 10L, MORE, 10L, OTHER, 10L),
                Map.of("stage", Map.of(ROWS, 10L, MORE, 10L), "second", Map.of(ROWS, 10L, OTHER, 10L))));
        backlog.add(new Sample(
                1_000,
                Map.of(ROWS, 20L, MORE, 20L, OTHER, 20L),
                Map.of("stage", Map.of(ROWS, 20L, MORE, 19L), "second", Map.of(ROWS, 20L, OTHER, 10L))));
        backlog.add(new Sample(
                3_000,
                Map.of(ROWS, 30L, MORE, 30L, OTHER, 20L),
                Map.of("stage", Map.of(ROWS, 30L, MORE, 29L), "second", Map.of(ROWS, 30L, OTHER, 19L))));
        assertThat(backlog.behind()).hasMillis(2_000);
        assertThat(backlog.rowsPerSecond()).as("of the second, its rows").hasValue(5);
    }

    @Test
    void saysHowFastAStageThatIsBehindGetsOn() {
        add(0, 1_000, 0);
        add(1_000, 2_000, 500);
        add(2_000, 3_600, 1_500);
        assertThat(backlog.rowsPerSecond()).hasValue(750);
        add(3_000, 4_000, 3_500);
        assertThat(backlog.rowsPerSecond()).as("over the last two seconds").hasValue(1_500);
    }

    @Test
    void doesNotCountAStageThatHasNotMovedForTenSeconds() {
        for (int second = 0; second < 10; second++) {
            add(second * 1_000L, 100, 50);
            assertThat(backlog.behind()).hasMillis(second * 1_000L);
        }
        add(10_000, 100, 50);
        assertThat(backlog.behind()).isZero();
        assertThat(backlog.rowsPerSecond()).isEmpty();
        add(11_000, 100, 60);
        assertThat(backlog.behind()).hasMillis(11_000);
    }

    @Test
    void forgetsWhatIsLongAgo() {
        add(0, 100, 50);
        for (int second = 1; second <= 90; second++) {
            add(second * 1_000L, 100, 50 + second % 2);
        }
        assertThat(backlog.behind()).hasMillis(60_000);
    }

    private void add(long at, long end, long committed) {
        backlog.add(new Sample(at, Map.of(ROWS, end), Map.of("stage", Map.of(ROWS, committed))));
    }
}
