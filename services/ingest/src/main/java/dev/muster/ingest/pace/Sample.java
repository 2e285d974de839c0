package dev.muster.ingest.pace;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where topics end and how far stages are, at one moment.
 *
 * @param at milliseconds on any clock that only goes forward
 * @param ends the offset that the next record of a partition gets
 * @param committed of each group of consumers, the offset that it reads next
 */
record Sample(long at, Map<Place, Long> ends, Map<String, Map<Place, Long>> committed) {

    /** A partition of a topic. */
    record Place(String topic, int partition) {}

    /** A group that reads rows from topics. */
    record Leg(String group, Set<String> topics) {}

    /**
     * The way of a row: it is through when it has come to its end. (What status reads of rows as they come in is no part
     * of it: that is read late on purpose, and nobody waits for it.)
     *
     * @param entry the topic by which rows come in
     * @param legs one after the other
     */
    record Way(String entry, List<Leg> legs) {}

    /** The records that have come in, ever. */
    long entered(Way way) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(way.entry()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The rows that are on their way, as far as it leads through groups that are {@code up}. */
    long underWay(Way way, Predicate<String> up) {
        return way.legs().stream()
                .filter(leg -> up.test(leg.group()))
                .mapToLong(this::waiting)
                .sum();
    }

    /** Records that the group of {@code leg} has not read yet. */
    private long waiting(Leg leg) {
        return committed.getOrDefault(leg.group(), Map.of()).entrySet().stream()
                .filter(place -> leg.topics().contains(place.getKey().topic()))
                .mapToLong(place -> Math.max(0, ends.getOrDefault(place.getKey(), 0L) - place.getValue()))
                .sum();
    }

    boolean isBehind(String group) {
        return committed.getOrDefault(group, Map.of()).entrySet().stream()
                .anyMatch(place -> ends.getOrDefault(place.getKey(), 0L) > place.getValue());
    }
}
