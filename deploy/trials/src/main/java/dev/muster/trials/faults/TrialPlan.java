package dev.muster.trials.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trial is to be.
 *
 * @param faults how many
 * @param perRound after so many the system comes to rest and is checked
 * @param limit no round begins after so long
 * @param pause between two faults, on average
 * @param tenants how many organizations
 * @param devices that they contest
 * @param scale number of processes by service
 */
record TrialPlan(
        long seed,
        int faults,
        int perRound,
        Duration limit,
        Duration pause,
        int tenants,
        int devices,
        Map<String, Integer> scale) {
    /** Two processes of each service that takes part in the work. */
    static Map<String, Integer> twoOfEach() {
        var scale = new LinkedHashMap<String, Integer>();
        for (var service : new String[] {"ingest", "validator", "claim", "status"}) {
            scale.put(service, 2);
        }
        return scale;
    }
}
