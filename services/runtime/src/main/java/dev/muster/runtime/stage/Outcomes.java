package dev.muster.runtime.stage;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.runtime.topic.EventRecords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts what a service has told and the broker has acknowledged: by kind of event, and by code where that is a failure.
 * A service that refuses rows has every reason, as zero, from the start: so a rate sees the first ones.
 */
@Startup
@ApplicationScoped
public class Outcomes {

    private final MeterRegistry registry;

    Outcomes(@ConfigProperty(name = "quarkus.application.name") String service, MeterRegistry registry) {
        this.registry = registry;
        if (Arrays.stream(By.values()).anyMatch(by -> by.name().equalsIgnoreCase(service))) {
            for (var code : FailureCode.values()) {
                var unused = counter(new Outcome(EventRecords.kind(DeviceRejected.class), code.code()));
            }
        }
    }

    /** Counts events that have been told. */
    public void told(Collection<? extends Event> events) {
        var tally = new Tally();
        events.forEach(tally::add);
        told(tally);
    }

    /** Counts what {@code tally} holds, now that it has been told. */
    public void told(Tally tally) {
        tally.counts.forEach((outcome, count) -> counter(outcome).increment(count));
    }

    private Counter counter(Outcome outcome) {
        return registry.counter("muster.stage.outcomes", "event", outcome.event(), "code", outcome.code());
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
                    EventRecords.kind(event.getClass()),
                    event instanceof DeviceRejected rejected ? rejected.code().code() : "none");
        }
    }
}
