package dev.muster.runtime.stage;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.Event;
import dev.muster.runtime.topic.EventRecords;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Counts what a service has told and the broker has acknowledged: by kind of event, and by code where that is a failure. */
@ApplicationScoped
public class Outcomes {

    private final MeterRegistry registry;

    Outcomes(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts events that have been told. */
    public void told(Collection<? extends Event> events) {
        var tally = new Tally();
        events.forEach(tally::add);
        told(tally);
    }

    /** Counts what {@code tally} holds, now that it has been told. */
    public void told(Tally tally) {
        tally.counts.forEach((outcome, count) -> registry.counter(
                        "muster.stage.outcomes", "event", outcome.event(), "code", outcome.code())
                .increment(count));
    }

    /** How many events there are of each outcome, without the events. */
    public static final class Tally {

        private final Map<Outcome, Integer> counts = new HashMap<>();

        /** Adds one. */
        public void add(Event event) {
            counts.merge(Outcome.of(event), 1, Integer::sum);
        }
    }

    private record Outcome(String event, String code) {

        static Outcome of(Event event) {
            return new Outcome(
                    EventRecords.kind(event),
                    event instanceof DeviceRejected rejected ? rejected.code().code() : "none");
        }
    }
}
