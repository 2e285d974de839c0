package dev.muster.operations.guard;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/** What is to be done with a dead letter that an operator wants tried again. */
public enum Fate {
    /** Goes onto its topic again. */
    REPLAY,
    /** Another replay has it under way. */
    UNDER_WAY,
    /** Was tried again before; an operator who means it all the same names it by its id. */
    REPLAYED_ALREADY,
    /** Was tried again {@value #MOST_TIMES} times. */
    TRIED_OFTEN_ENOUGH,
    /** Its headers name no place in a topic of this system that it came from. */
    SOURCE_UNKNOWN;

    /** How often a record is tried again at most, however often it is set aside in between. */
    public static final int MOST_TIMES = 3;

    /**
     * Decides.
     *
     * @param named whether the operator named this letter, rather than a filter that finds it
     * @param partitions how many there are of each topic that a record can have come from
     */
    public static Fate of(Letter letter, boolean named, Map<String, Integer> partitions) {
        if (letter.sourceTopic() == null || letter.sourcePartition() == null) {
            return SOURCE_UNKNOWN;
        }
        int there = partitions.getOrDefault(letter.sourceTopic(), 0);
        if (letter.sourcePartition() < 0 || letter.sourcePartition() >= there) {
            return SOURCE_UNKNOWN;
        }
        if (letter.underWay()) {
            return UNDER_WAY;
        }
        if (letter.times() >= MOST_TIMES) {
            return TRIED_OFTEN_ENOUGH;
        }
        return letter.sent() > 0 && !named ? REPLAYED_ALREADY : REPLAY;
    }

    /** As it is stored and answered: {@code tried-often-enough}. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
