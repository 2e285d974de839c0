package dev.muster.status.device;

import dev.muster.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;

/**
 * A place in the device list.
 *
 * @param order the name of the list's order
 * @param key the value of the column that it is ordered by
 * @param id of the device
 * @param kind 0 of an owned device, 1 of another
 */
record Place(String order, String key, String id, int kind) {

    private static final char SEPARATOR = '\n';
    private static final int LONGEST_TIME = 15;

    static Place parse(String text) {
        String[] parts = text.split(String.valueOf(SEPARATOR), 4);
        var place = new Place(parts[0], parts[3], UUID.fromString(parts[1]).toString(), Integer.parseInt(parts[2]));
        boolean time = DeviceOrder.of(place.order).byTime();
        boolean number = place.key.length() <= LONGEST_TIME && place.key.chars().allMatch(c -> c >= '0' && c <= '9');
        if (place.kind < 0
                || place.kind > 1
                || place.key.indexOf('\0') >= 0
                || (time && (!number || place.key.isEmpty()))) {
            throw new IllegalArgumentException("not a place: " + text);
        }
        return place;
    }

    /** Throws ProblemException where the place is in a list of another order. */
    Place in(DeviceOrder wanted) {
        if (!order.equals(wanted.name())) {
            throw ProblemException.invalidParameter("cursor belongs to a list in another order.");
        }
        return this;
    }

    /** The order of the list, as the database has it. */
    static Comparator<Place> comparator(DeviceOrder order) {
        Comparator<Place> byKey = order.byTime()
                ? Comparator.comparingLong(place -> Long.parseLong(place.key))
                : Comparator.comparing(place -> place.key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
        var byPlace = byKey.thenComparing(Place::id);
        return (order.descending() ? byPlace.reversed() : byPlace).thenComparingInt(Place::kind);
    }

    @Override
    public String toString() {
        return order + SEPARATOR + id + SEPARATOR + kind + SEPARATOR + key;
    }
}
