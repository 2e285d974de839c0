package dev.muster.trials.faults.check;

import java.util.List;
import java.util.Set;

/**
 * Everything that lies on the topics.
 *
 * @param facts what the records say, each fact once
 * @param poison records that the trial has put there for nobody to process
 * @param letters of all services
 * @param strange places of records that are neither facts nor poison
 */
public record Topics(Set<Fact> facts, List<Poisoned> poison, List<Letter> letters, List<Place> strange) {

    /** Where a record lies; the topic without its prefix. */
    public record Place(String topic, int partition, long offset) {}

    /** A record that nobody can process; {@code digest} is of key and value. */
    public record Poisoned(String mark, Place place, String digest) {}

    /** A dead letter of {@code service}, and where it says that it comes from. */
    public record Letter(String service, Place origin, String digest) {}

    /** The facts of one kind. */
    public <F extends Fact> List<F> of(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
