package dev.muster.trials.faults.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Duration PAUSE = Duration.ofMillis(500);

    @Test
    void drawsTheSameForTheSameSeed() {
        assertThat(FaultPlan.draw(7, 100, PAUSE))
                .isEqualTo(FaultPlan.draw(7, 100, PAUSE))
                .isNotEqualTo(FaultPlan.draw(8, 100, PAUSE));
    }

    @Test
    void hasEveryKindInOneDeck() {
        assertThat(FaultPlan.draw(1, FaultPlan.deckSize(), PAUSE))
                .extracting(Fault::kind)
                .contains(FaultKind.values());
    }

    @Test
    void killsAndHoldsEveryProcessOnceADeck() {
        var faults = FaultPlan.draw(3, 2 * FaultPlan.deckSize(), PAUSE).stream()
                .collect(Collectors.groupingBy(Fault::name, Collectors.counting()));

        assertThat(Stream.of("ingest", "validator", "claim", "status", "operations", "kafka", "postgres"))
                .allSatisfy(process ->
                        assertThat(faults).containsEntry("kill " + process, 2L).containsEntry("hold " + process, 2L));
    }

    @Test
    void restsForThePauseOnAverage() {
        var faults = FaultPlan.draw(5, 1_000, PAUSE);

        assertThat(faults).allMatch(fault -> fault.after().toMillis() <= 1_000);
        assertThat(faults.stream()
                        .mapToLong(fault -> fault.after().toMillis())
                        .average()
                        .orElse(0))
                .isBetween(450.0, 550.0);
    }
}
