package dev.muster.status.device;

import dev.muster.runtime.problem.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order of the device list. Devices of one value of its column are in the order of their ids, and an owned one comes
 * before another of the same id: so each place in the list is one place, and stays it when a device becomes owned.
 *
 * @param column by which column, as it is asked for
 * @param owned the same column, of owned devices
 * @param open the same column, of those that are pending or failed
 * @param indexed whether an index is in this order, so that the list may have any size
 */
record DeviceOrder(String column, String owned, String open, boolean indexed, boolean descending) {

    private static final String REGISTERED_AT = "registered-at";
    private static final String SERIAL_NUMBER = "serial-number";
    private static final String NEWEST = "-" + REGISTERED_AT;

    private static final Map<String, DeviceOrder> ORDERS = Arrays.asList(
                    new DeviceOrder(REGISTERED_AT, "d.registered_at", "d.submitted_at", true, false),
                    new DeviceOrder(SERIAL_NUMBER, "d.serial_normal", "d.serial_normal", true, false),
                    new DeviceOrder(
                            "state", DeviceState.sql(), "case d.outcome when 0 then '0' else '1' end", false, false),
                    text("manufacturer"),
                    text("model"),
                    text("assigned-user"),
                    new DeviceOrder("last-user", "lower(coalesce(d.last_user, ''))", "''", false, false),
                    new DeviceOrder(
                            "last-seen-at",
                            "to_char(coalesce(extract(epoch from d.last_seen_at), 0) * 1000, 'FM000000000000000')",
                            "''",
                            false,
                            false),
                    text("order-id"),
                    text("purchase-id"),
                    text("group-tag"),
                    new DeviceOrder(
                            "registered-by",
                            "lower(coalesce(d.registered_by, ''))",
                            "lower(coalesce(d.submitted_by, ''))",
                            false,
                            false),
                    new DeviceOrder(
                            "age-months",
                            "to_char(1e13 - floor(extract(epoch from " + DevicePart.FIRST_REGISTERED_AT
                                    + ") * 1000), 'FM00000000000000')",
                            "''",
                            false,
                            false),
                    same("registration-id", "cast(d.registration_id as text)"),
                    same("device-id", "cast(d.device_id as text)"),
                    same("on-behalf-of", "case when d.partner is null then '' else d.tenant end"),
                    new DeviceOrder("failure", "''", "coalesce(d.code, '')", false, false),
                    new DeviceOrder(
                            "warnings",
                            "coalesce(d.warnings, '')",
                            "coalesce(cast(d.failed as json) ->> 'warnings', '')",
                            false,
                            false))
            .stream()
            .collect(Collectors.toMap(DeviceOrder::column, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    /** Names of what stands in the same order as a column. */
    private static final Map<String, String> ALIASES = Map.of(
            "label", "state",
            "description", "state",
            "failure-code", "failure",
            "failure-title", "failure",
            "failure-text", "failure",
            "failure-detail", "failure");

    private static DeviceOrder text(String column) {
        return same(column, "lower(coalesce(d." + column.replace('-', '_') + ", ''))");
    }

    private static DeviceOrder same(String column, String sql) {
        return new DeviceOrder(column, sql, sql, false, false);
    }

    /** The order of that name, {@code registeredAt} or {@code registered-at}, with a - for downwards; newest first without one. */
    static DeviceOrder of(@Nullable String sort) {
        String name = sort == null ? NEWEST : sort;
        boolean descending = name.startsWith("-");
        String asked = (descending ? name.substring(1) : name)
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .replace('.', '-')
                .toLowerCase(Locale.ROOT);
        String column = ALIASES.getOrDefault(asked, asked);
        DeviceOrder order = ORDERS.get(column);
        if (order == null) {
            throw ProblemException.invalidParameter("sort has to be one of " + String.join(", ", ORDERS.keySet())
                    + ", with a - in front for the other way round.");
        }
        return new DeviceOrder(column, order.owned, order.open, order.indexed, descending);
    }

    /** The order of an export: the one in which a device keeps its place while it goes from pending to owned. */
    static DeviceOrder steady() {
        return of(SERIAL_NUMBER);
    }

    boolean byTime() {
        return column.equals(REGISTERED_AT);
    }

    String column(DevicePart part) {
        return part == DevicePart.OPEN ? open : owned;
    }

    /** As it is asked for. */
    String name() {
        return (descending ? "-" : "") + column;
    }

    /** How the rows of a part are sorted. */
    String orderBy(DevicePart part) {
        return " order by " + column(part) + direction() + ", d.device_id" + direction();
    }

    String direction() {
        return descending ? " desc" : " asc";
    }

    /** How a value of the column is written into a cursor. */
    String text(DevicePart part) {
        return byTime() ? "cast(cast(extract(epoch from " + column(part) + ") * 1000 as int8) as text)" : column(part);
    }

    /** How a value comes back from a cursor. */
    private String value() {
        return byTime()
                ? "(timestamptz 'epoch' + cast(cast(:key as text) as int8) * interval '1 millisecond')"
                : "cast(:key as text) collate \"C\"";
    }

    /** The condition that leaves the rows of a part behind {@code after}; nothing where that is null. */
    String behind(DevicePart part, @Nullable Place after) {
        if (after == null) {
            return "";
        }
        String sign = (descending ? "<" : ">") + (part.kind() > after.kind() ? "=" : "");
        return " and (" + column(part) + ", d.device_id) " + sign + " (" + value() + ", cast(:id as uuid))";
    }
}
