package dev.muster.local.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What became, or must become, of the rows of a file.
 *
 * @param registered how many become devices
 * @param failedByCode how many fail, by failure code
 */
public record Outcomes(long registered, Map<String, Long> failedByCode) {
    public Outcomes {
        failedByCode = Map.copyOf(failedByCode);
    }

    public long failed() {
        return failedByCode.values().stream().mapToLong(Long::longValue).sum();
    }

    public long total() {
        return registered + failed();
    }

    /** In words, where {@code actual} is not as expected; nothing where it is. */
    public List<String> differences(Outcomes actual) {
        var differences = new ArrayList<String>();
        if (registered != actual.registered) {
            differences.add("registered: expected %d, got %d".formatted(registered, actual.registered));
        }
        var codes = new TreeSet<>(failedByCode.keySet());
        codes.addAll(actual.failedByCode.keySet());
        for (var code : codes) {
            long expected = failedByCode.getOrDefault(code, 0L);
            long got = actual.failedByCode.getOrDefault(code, 0L);
            if (expected != got) {
                differences.add("%s: expected %d, got %d".formatted(code, expected, got));
            }
        }
        return differences;
    }

    /** Only registered devices. */
    static Outcomes allRegistered(long count) {
        return new Outcomes(count, Map.of());
    }

    Outcomes plusFaults(List<Fault> faults) {
        var failed = new TreeMap<>(failedByCode);
        faults.forEach(fault -> failed.merge(fault.expected().code(), 1L, Long::sum));
        return new Outcomes(registered, failed);
    }
}
