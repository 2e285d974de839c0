package dev.muster.operations.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FateTest {

    private static final Map<String, Integer> PARTITIONS = Map.of("muster.device.validated.v1", 6);

    @ParameterizedTest(name = "tried again {0} times, {1} of them as this letter, under way {2}, named {3}: {4}")
    @CsvSource({
        "0, 0, false, false, REPLAY",
        "0, 0, false, true,  REPLAY",
        "1, 0, false, false, REPLAY",
        "2, 0, false, false, REPLAY",
        "3, 0, false, false, TRIED_OFTEN_ENOUGH",
        "3, 0, false, true,  TRIED_OFTEN_ENOUGH",
        "18, 9, false, true, TRIED_OFTEN_ENOUGH",
        "1, 1, false, false, REPLAYED_ALREADY",
        "1, 1, false, true,  REPLAY",
        "2, 2, false, true,  REPLAY",
        "3, 2, false, true,  TRIED_OFTEN_ENOUGH",
        "3, 3, false, true,  TRIED_OFTEN_ENOUGH",
        "0, 0, true,  false, UNDER_WAY",
        "1, 1, true,  true,  UNDER_WAY"
    })
    void dependsOnHowOftenItWasTriedAgain(int times, int sent, boolean underWay, boolean named, Fate expected) {
        var letter = new Letter("claim-0-1", "muster.device.validated.v1", 5, times, sent, underWay);

        assertThat(Fate.of(letter, named, PARTITIONS)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        ", 5",
        "muster.device.validated.v1, ",
        "muster.device.validated.v1, 6",
        "muster.device.validated.v1, -1",
        "somebody.elses.topic, 0"
    })
    void isUnknownWithoutAPlaceInATopicOfThisSystem(String topic, Integer partition) {
        assertThat(Fate.of(new Letter("claim-0-1", topic, partition, 0, 0, false), true, PARTITIONS))
                .isEqualTo(Fate.SOURCE_UNKNOWN);
    }

    @Test
    void isToldInKebabCase() {
        assertThat(Fate.TRIED_OFTEN_ENOUGH.text()).isEqualTo("tried-often-enough");
    }
}
