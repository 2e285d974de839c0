package dev.muster.operations.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.operations.control.Moves.Move;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {

    private static final TopicPartition PARTITION = new TopicPartition("muster.asked", 1);

    @ParameterizedTest
    @CsvSource({
        "50, 20, 20, 30, 0, back",
        "50, 80, 80, 0, 30, on",
        "50, 50, 50, 0, 0, nowhere",
        "50, 5, 10, 40, 0, to what is kept at least",
        "50, 500, 100, 0, 50, to what is there at most",
        ", 40, 40, 0, 30, from the begin where nothing was read"
    })
    void sayWhatIsReadAgainAndWhatIsSkipped(
            Long committed, long target, long to, long readAgain, long skipped, String what) {
        var at = new HashMap<TopicPartition, Long>();
        at.put(PARTITION, committed);

        var moves = Moves.of(at, Map.of(PARTITION, target), Map.of(PARTITION, 10L), Map.of(PARTITION, 100L));

        assertThat(moves)
                .as(what)
                .containsExactly(
                        new Move("muster.asked", 1, committed == null ? 10 : committed, to, readAgain, skipped));
    }

    @Test
    void areInTheOrderOfTopicsAndPartitions() {
        var second = new TopicPartition("muster.asked", 10);
        var other = new TopicPartition("muster.told", 0);
        var targets = Map.of(second, 1L, other, 1L, PARTITION, 1L);

        var moves = Moves.of(Map.of(), targets, Map.of(), Map.of(PARTITION, 9L, second, 9L, other, 9L));

        assertThat(moves)
                .extracting(move -> move.topic() + move.partition())
                .containsExactly("muster.asked1", "muster.asked10", "muster.told0");
    }
}
