package dev.muster.status.device;

import dev.muster.status.Columns;
import dev.muster.status.projection.SeenDays;
import dev.muster.storage.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Counts the devices of an organization by state. Owned ones come from counts by the day on which they were last seen;
 * only those of the day that is seven days ago are looked at, through an index.
 */
@ApplicationScoped
class DeviceSummary {

    private static final String COUNTS = """
            select 'ready-for-user' as state, coalesce(sum(n), 0) as n
            from seen_day where tenant = :tenant and day = :never
            union all
            select 'active', coalesce(sum(n), 0) + (
              select count(*) from device where tenant = :tenant and owned and last_seen_at is not null
              and last_seen_at > timestamptz 'epoch' + :active * interval '1 millisecond'
              and last_seen_at < timestamptz 'epoch' + (:day + 1) * interval '86400 seconds')
            from seen_day where tenant = :tenant and day > :day
            union all
            select 'seen', coalesce(sum(n), 0) from seen_day where tenant = :tenant and day > :never
            union all
            (select case when d.outcome = 0 then 'registration-pending' else 'registration-failed' end, count(*)
            from %s group by 1)""".formatted(DevicePart.OPEN.rows());

    private final Database database;

    DeviceSummary(Database database) {
        this.database = database;
    }

    /** How many devices are in which state at that moment. */
    Map<DeviceState, Long> of(String tenant, Instant now) {
        return database.inTransaction(session -> counted(session, tenant, now));
    }

    /** The same in a transaction. A day has 86,400 seconds, whatever the time zone of the session. */
    static Uni<Map<DeviceState, Long>> counted(StatelessSession session, String tenant, Instant now) {
        var activeSince = now.minus(DeviceState.ACTIVE_FOR);
        var parameters = new DeviceFilter(tenant, now).parameters();
        parameters.put("never", SeenDays.NEVER);
        parameters.put("day", SeenDays.day(activeSince));
        var query = session.createNativeQuery(COUNTS, Object[].class);
        parameters.forEach(query::setParameter);
        return query.getResultList().map(DeviceSummary::summary);
    }

    private static Map<DeviceState, Long> summary(List<Object[]> rows) {
        var counts = new HashMap<String, Long>();
        for (var row : rows) {
            var columns = new Columns(row);
            counts.put(columns.required(), columns.int8());
        }
        var summary = new EnumMap<DeviceState, Long>(DeviceState.class);
        for (DeviceState state : DeviceState.values()) {
            summary.put(state, counts.getOrDefault(state.word(), 0L));
        }
        summary.put(
                DeviceState.INACTIVE, counts.getOrDefault("seen", 0L) - summary.getOrDefault(DeviceState.ACTIVE, 0L));
        return summary;
    }
}
