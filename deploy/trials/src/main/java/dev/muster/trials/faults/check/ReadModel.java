package dev.muster.trials.faults.check;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables of status, or what they must hold.
 *
 * @param counts of each registration, by {@code pending}, {@code registered} or code; those that are 0 are left out
 * @param seenDays how many owned devices an organization last saw on which day since 1970, -1 for never
 */
public record ReadModel(
        Set<Row> rows,
        Set<Device> devices,
        Map<String, Map<String, Integer>> counts,
        Set<Registration> registrations,
        Set<Release> releases,
        Map<SeenDay, Integer> seenDays) {

    /** A submission; {@code outcome} from 0, pending, to 5, registered; {@code code} of a failure. */
    public record Row(
            String submission,
            String tenant,
            String device,
            int outcome,
            @Nullable String code) {}

    /**
     * A device and an organization.
     *
     * @param by the submission of its latest claim
     * @param seenAt milliseconds since 1970, null for never
     */
    public record Device(
            String tenant,
            String device,
            long sequence,
            boolean owned,
            @Nullable String by,
            @Nullable Long seenAt) {}

    public record Registration(String id, String tenant, int interrupted, boolean closed) {}

    public record Release(String id, String tenant, String device, String state) {}

    public record SeenDay(String tenant, int day) {}
}
