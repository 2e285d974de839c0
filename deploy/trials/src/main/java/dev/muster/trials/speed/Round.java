package dev.muster.trials.speed;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.trials.system.Processes;
import java.util.Map;

/**
 * One upload, or several at once, from the first byte sent to the last device final.
 *
 * @param who {@code product} or {@code floor}
 * @param cold whether its processes had done nothing yet
 * @param already devices that were registered before
 * @param cpuMicros CPU time per device of each process, in microseconds; {@code load} is what sent the files and watched
 * @param topicBytes growth of each topic per device, compressed as it lies on the broker
 * @param tableBytes growth of each table per device, with its indexes
 */
record Round(
        String who,
        boolean cold,
        long devices,
        long already,
        double seconds,
        Map<String, Double> cpuMicros,
        Map<String, Double> topicBytes,
        Map<String, Double> tableBytes) {
    static final String PRODUCT = "product";
    static final String FLOOR = "floor";

    @JsonProperty
    double perSecond() {
        return devices / seconds;
    }

    /** CPU time per device of all processes that did the work, without the load's. */
    @JsonProperty
    double cpuMicrosInAll() {
        return cpuMicros.entrySet().stream()
                .filter(process -> !process.getKey().equals(Processes.LOAD))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
