package dev.muster.ingest.pace;

import dev.muster.ingest.pace.Sample.Place;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/** Tells from samples how far behind the stages are, in time, and how fast they catch up. */
final class Backlog {

    private static final long KEPT = 60_000;
    private static final long SPEED_OVER = 2_000;

    private final Map<String, String> rowTopics;
    private final long down;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Of some stages.
     *
     * @param rowTopics by the group of each stage, the topic of which it reads one record for each row
     * @param down a stage that has not moved for so long is down, and nobody waits for it
     */
    Backlog(Map<String, String> rowTopics, Duration down) {
        this.rowTopics = rowTopics;
        this.down = down.toMillis();
    }

    /** Adds what holds now. */
    void add(Sample sample) {
        samples.addLast(sample);
        while (sample.at() - samples.getFirst().at() > KEPT) {
            samples.removeFirst();
        }
    }

    /** How long ago the oldest record was written that a stage which is up has not read yet; zero where there is none. */
    Duration behind() {
        long behind = groups().stream()
                .filter(group -> !isDown(group))
                .mapToLong(this::behind)
                .max()
                .orElse(0);
        return Duration.ofMillis(behind);
    }

    /** Rows a second that the slowest of the stages that are behind and up gets through; empty where none is. */
    OptionalDouble rowsPerSecond() {
        return groups().stream()
                .filter(group -> behind(group) > 0 && !isDown(group))
                .mapToDouble(this::rowsPerSecond)
                .filter(speed -> speed >= 0)
                .min();
    }

    private Collection<String> groups() {
        return samples.isEmpty() ? Set.of() : samples.getLast().committed().keySet();
    }

    private long behind(String group) {
        var now = samples.getLast();
        return committed(now, group).entrySet().stream()
                .mapToLong(place -> now.at() - oldest(place.getKey(), place.getValue(), now.at()))
                .max()
                .orElse(0);
    }

    /** When the record at {@code offset} had been written, at the latest; {@code now} where it has not. */
    private long oldest(Place place, long offset, long now) {
        return samples.stream()
                .filter(sample -> sample.ends().getOrDefault(place, 0L) > offset)
                .mapToLong(Sample::at)
                .findFirst()
                .orElse(now);
    }

    private boolean isDown(String group) {
        var now = samples.getLast();
        boolean longEnough = now.at() - samples.getFirst().at() >= down;
        return longEnough
                && behind(group) > 0
                && samples.stream()
                        .filter(sample -> now.at() - sample.at() <= down)
                        .allMatch(sample -> Objects.equals(committed(sample, group), committed(now, group)));
    }

    private double rowsPerSecond(String group) {
        var now = samples.getLast();
        var before = samples.stream()
                .filter(sample -> now.at() - sample.at() <= SPEED_OVER)
                .findFirst()
                .orElse(now);
        long millis = now.at() - before.at();
        return millis == 0 ? -1 : (rows(now, group) - rows(before, group)) * 1000.0 / millis;
    }

    private long rows(Sample sample, String group) {
        return committed(sample, group).entrySet().stream()
                .filter(place -> place.getKey().topic().equals(rowTopics.get(group)))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<Place, Long> committed(Sample sample, String group) {
        return sample.committed().getOrDefault(group, Map.of());
    }
}
