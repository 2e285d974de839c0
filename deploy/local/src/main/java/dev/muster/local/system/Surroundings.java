package dev.muster.local.system;

import java.util.List;
import java.util.Map;

/**
 * What the processes meet beyond the plan: somebody who stands between the services and what they stand on, settings of
 * the broker, options of a service's JVM. For those who try how the system bears it.
 *
 * @param kafkaPort where the services find the broker
 * @param postgresPort where the services find the database
 * @param broker Kafka's own settings, such as what the broker says its address is
 * @param options further JVM options of every service
 * @param settings environment variables of every service, beside those of the caller
 */
public record Surroundings(
        int kafkaPort,
        int postgresPort,
        Map<String, String> broker,
        List<String> options,
        Map<String, String> settings) {
    public Surroundings {
        broker = Map.copyOf(broker);
        options = List.copyOf(options);
        settings = Map.copyOf(settings);
    }

    /** Nobody stands in between, nothing is set. */
    static Surroundings plain(Plan plan) {
        return told(plan, Map.of());
    }

    /** Nobody stands in between; every service is told {@code settings}. */
    public static Surroundings told(Plan plan, Map<String, String> settings) {
        return new Surroundings(plan.kafkaPort(), plan.postgresPort(), Map.of(), List.of(), settings);
    }
}
