package dev.muster.ingest.pace;

import java.util.Map;

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
}
