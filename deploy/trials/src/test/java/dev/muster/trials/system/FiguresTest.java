package dev.muster.trials.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"7, 7", "3 1 2, 2", "4 1 3 2, 2.5", "5 5 5 100, 5", "'', NaN"})
    void medianIsTheMiddleOne(String figures, double median) {
        assertThat(List.of(Figures.median(list(figures)))).containsExactly(median);
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "95, 95", "99, 99", "100, 100", "0.5, 1"})
    void percentileOfOneToHundredIsItself(double percent, double expected) {
        var figures =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (double) (101 - i)).toList();
        assertThat(Figures.percentile(figures, percent)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1 2 3, 95, 3", "1 2 3, 50, 2", "9, 99, 9", "'', 50, NaN"})
    void percentileOfFewIsOneOfThem(String figures, double percent, double expected) {
        assertThat(List.of(Figures.percentile(list(figures), percent))).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "100.1"})
    void thereIsNoPercentileBeyondAll(double percent) {
        assertThatIllegalArgumentException().isThrownBy(() -> Figures.percentile(List.of(1.0), percent));
    }

    @Test
    void growthIsPerUnitAndLeavesOutWhatHasNotGrown() {
        var before = Map.of("old", 100L, "same", 5L, "smaller", 9L);
        var after = Map.of("old", 300L, "same", 5L, "smaller", 8L, "new", 50L);
        assertThat(Figures.growth(before, after, 100)).isEqualTo(Map.of("old", 2.0, "new", 0.5));
    }

    private static List<Double> list(String figures) {
        return figures.isEmpty()
                ? List.of()
                : DoubleStream.of(List.of(figures.split(" ", -1)).stream()
                                .mapToDouble(Double::parseDouble)
                                .toArray())
                        .boxed()
                        .toList();
    }
}
