package dev.muster.status.device;

import dev.muster.runtime.problem.ProblemException;
import dev.muster.status.Columns;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the device list: what the organization owns, and what is pending or has failed and has a serial number, until
 * that serial number was submitted again.
 */
@ApplicationScoped
class DeviceQueries {

    private static final String OWNED = """
            from device d
            left join check_in c on c.tenant = d.tenant and c.device_id = d.device_id
            left join submission u on u.registration_id = d.registration_id and u.file = d.file and u.row = d.row
            where d.tenant = :tenant and d.owned""";
    private static final String OPEN = """
            from submission s
            where s.tenant = :tenant and s.outcome < 5 and s.serial_normal is not null
              and (s.code is null or s.code not in ('duplicate-in-upload', 'device-already-registered'))
              and not exists (select 1 from submission n where n.tenant = s.tenant and n.serial_normal = s.serial_normal
                and n.outcome < 5
                and (n.registration_id, n.file, n.row) > (s.registration_id, s.file, s.row))
              and not exists (select 1 from device n where n.tenant = s.tenant and n.serial_normal = s.serial_normal
                and (n.registration_id, n.file, n.row) > (s.registration_id, s.file, s.row))""";
    private static final String OWNED_COLUMNS = """
            0 as kind, cast(d.device_id as text) as id, 5 as outcome, cast(d.device_id as text) as device_id,
            d.serial_number, d.manufacturer, d.model, u.assigned_user, c.last_user,
            cast(extract(epoch from c.last_seen_at) * 1000 as int8) as last_seen_at, d.order_id, d.purchase_id,
            d.group_tag, cast(d.registration_id as text) as registration_id,
            cast(extract(epoch from d.registered_at) * 1000 as int8) as registered_at, d.registered_by, d.partner,
            cast(null as text) as failed, d.warnings""";
    private static final String OPEN_COLUMNS = """
            1 as kind, s.registration_id || '/' || s.file || '/' || s.row as id, s.outcome,
            cast(s.device_id as text) as device_id, s.serial_number, s.manufacturer, s.model, s.assigned_user,
            cast(null as text) as last_user, cast(null as int8) as last_seen_at, s.order_id, s.purchase_id, s.group_tag,
            cast(s.registration_id as text) as registration_id, cast(null as int8) as registered_at,
            s.submitted_by as registered_by, s.partner, s.failed, cast(null as text) as warnings""";
    private static final String OWNED_ID = "cast(d.device_id as text)";
    private static final String OPEN_ID = "(s.registration_id || '/' || s.file || '/' || s.row)";

    private final Database database;

    DeviceQueries(Database database) {
        this.database = database;
    }

    /**
     * A place in the list.
     *
     * @param key the value of the column that it is ordered by
     * @param kind 0 of an owned device, 1 of another
     */
    record Place(String key, int kind, String id) {

        private static final char SEPARATOR = '\n';

        static Place parse(String text) {
            int first = text.indexOf(SEPARATOR);
            int second = text.indexOf(SEPARATOR, first + 1);
            return new Place(
                    text.substring(0, first),
                    Integer.parseInt(text.substring(first + 1, second)),
                    text.substring(second + 1));
        }

        @Override
        public String toString() {
            return key + SEPARATOR + kind + SEPARATOR + id;
        }
    }

    /** A device and its place. */
    record Placed(Place place, Device device) {}

    List<Placed> list(
            DeviceFilter filter, DeviceOrder order, @Nullable Place after, int limit, Locale language, Instant now) {
        var parameters = new HashMap<>(filter.parameters());
        parameters.put("limit", limit);
        if (after != null) {
            checkKey(order, after);
            parameters.put("key", after.key());
            if ((after.kind() == 0 ? filter.owned() : filter.open()).isPresent()) {
                parameters.put("id", after.id());
            }
        }
        var parts = new ArrayList<String>();
        filter.owned()
                .ifPresent(where -> parts.add(part(
                        order,
                        order.owned(),
                        OWNED_COLUMNS,
                        OWNED + where,
                        OWNED_ID,
                        after == null ? -1 : after.kind(),
                        0)));
        filter.open()
                .ifPresent(where -> parts.add(part(
                        order,
                        order.open(),
                        OPEN_COLUMNS,
                        OPEN + where,
                        OPEN_ID,
                        after == null ? -1 : after.kind(),
                        1)));
        String sql = "select * from (" + String.join(" union all ", parts) + ") l order by l.sort " + order.direction()
                + ", l.kind, l.id " + order.direction() + " limit :limit";
        return rows(sql, parameters).stream()
                .map(row -> placed(new Columns(row), filter.tenant(), language, now))
                .toList();
    }

    private static String part(
            DeviceOrder order, String column, String columns, String from, String id, int afterKind, int kind) {
        String behind = afterKind < 0 ? "" : order.behind(column, id, afterKind == kind, kind > afterKind);
        return "(select " + column + " as sort, " + order.text(column) + " as key, " + columns + " " + from + behind
                + " order by " + column + " " + order.direction() + ", " + id + " " + order.direction()
                + " limit :limit)";
    }

    /** How many devices are in which state. */
    Map<DeviceState, Long> summary(String tenant, Instant now) {
        var filter = new DeviceFilter(tenant, now).state(DeviceState.ACTIVE.word());
        String sql = "select case when c.last_seen_at is null then 'ready-for-user' when true"
                + filter.owned().orElseThrow() + " then 'active' else 'inactive' end as state, count(*) " + OWNED
                + " group by 1 union all select case when s.outcome = 0 then 'registration-pending'"
                + " else 'registration-failed' end, count(*) " + OPEN + " group by 1";
        var summary = new EnumMap<DeviceState, Long>(DeviceState.class);
        for (DeviceState state : DeviceState.values()) {
            summary.put(state, 0L);
        }
        for (var row : rows(sql, filter.parameters())) {
            var columns = new Columns(row);
            summary.put(DeviceState.of(columns.required()).orElseThrow(), columns.int8());
        }
        return summary;
    }

    private List<Object[]> rows(String sql, Map<String, Object> parameters) {
        return database.inTransaction(session -> {
            var query = session.createNativeQuery(sql, Object[].class);
            parameters.forEach(query::setParameter);
            return query.getResultList();
        });
    }

    private static Placed placed(Columns c, String tenant, Locale language, Instant now) {
        c.skip(); // the value that the list is ordered by, which comes as text as well
        String key = c.required();
        int kind = c.int4();
        return new Placed(new Place(key, kind, c.required()), DeviceRead.device(c, tenant, language, now));
    }

    private static void checkKey(DeviceOrder order, Place after) {
        boolean number = after.key().matches("\\d{1,15}");
        boolean kind = after.kind() == 0 || after.kind() == 1;
        boolean text = (after.key() + after.id()).indexOf('\0') < 0;
        if (!kind || !text || (order.time() && !number)) {
            throw ProblemException.invalidParameter("cursor belongs to a list in another order.");
        }
    }
}
