package dev.muster.status.device;

import dev.muster.runtime.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order of the device list. Within one value of the column owned devices come first, then ids decide, so that each
 * place in the list is one place.
 *
 * @param owned the column of owned devices
 * @param open the column of the others
 * @param time whether it holds times
 */
record DeviceOrder(String owned, String open, boolean time, boolean descending) {

    private static final String NEWEST = "-registered-at";
    private static final Map<String, DeviceOrder> ORDERS = Map.of(
            NEWEST,
            new DeviceOrder("d.registered_at", "s.submitted_at", true, true),
            "registered-at",
            new DeviceOrder("d.registered_at", "s.submitted_at", true, false),
            "-serial-number",
            new DeviceOrder("d.serial_normal", "s.serial_normal", false, true),
            "serial-number",
            new DeviceOrder("d.serial_normal", "s.serial_normal", false, false));

    /** The order of that name, newest first without one. */
    static DeviceOrder of(@Nullable String sort) {
        DeviceOrder order = ORDERS.get(sort == null ? NEWEST : sort);
        if (order == null) {
            throw ProblemException.invalidParameter(
                    "sort has to be registered-at or serial-number, with a - in front for the other way round.");
        }
        return order;
    }

    String direction() {
        return descending ? "desc" : "asc";
    }

    /** How a value of the column is written into a cursor. */
    String text(String column) {
        return time ? "cast(cast(extract(epoch from " + column + ") * 1000 as int8) as text)" : column;
    }

    /** How a value comes back from a cursor. */
    String parameter() {
        return time
                ? "(timestamptz 'epoch' + cast(cast(:key as text) as int8) * interval '1 millisecond')"
                : "cast(:key as text)";
    }

    /** The condition that leaves what stands behind a place, on the column and the id of one of the two kinds. */
    String behind(String column, String id, boolean sameKind, boolean laterKind) {
        String sign = descending ? " < " : " > ";
        if (sameKind) {
            return " and (" + column + ", " + id + ")" + sign + "(" + parameter() + ", cast(:id as text))";
        }
        return " and " + column + sign.stripTrailing() + (laterKind ? "= " : " ") + parameter();
    }
}
