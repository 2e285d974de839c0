package dev.muster.status.rebuild;

import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.status.store.TableSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How it stands with the last request, in the table {@code rebuild}, and which process builds: one at a time, for as long
 * as it renews its lease by the database's clock.
 */
@ApplicationScoped
class Lease {

    private static final String FREE = "(rebuild.lease_until is null or rebuild.lease_until < now())";

    private static final String TAKE = """
            insert into rebuild (request_id, tenant, action, state, target, owner, lease_until)
            values (?, ?, ?, 'BUILDING', ?, ?, now() + interval '15 seconds')
            on conflict (one) do update set request_id = excluded.request_id, tenant = excluded.tenant,
              action = excluded.action, state = 'BUILDING', target = excluded.target, owner = excluded.owner,
              lease_until = excluded.lease_until, detail = case when ? then rebuild.detail end, differences = null,
              ended_at = null, started_at = case when ? then rebuild.started_at else now() end,
              events = case when ? then rebuild.events else 0 end, events_left = 0
            where (%s or rebuild.owner = excluded.owner)
              and not (rebuild.request_id = excluded.request_id and rebuild.state in ('DIFFERS', 'SWITCHED', 'REFUSED', 'DROPPED'))
            """.formatted(FREE);

    private static final String SETTLE = """
            insert into rebuild (request_id, tenant, action, state, ended_at) values (?, ?, ?, 'DROPPED', now())
            on conflict (one) do update set request_id = excluded.request_id, tenant = excluded.tenant,
              action = excluded.action, detail = null, differences = null, owner = null, lease_until = null,
              events_left = 0, ended_at = now(), state = case when excluded.action = 'DROP' then 'DROPPED'
                when rebuild.state = 'BUILDING' then 'STOPPED' else rebuild.state end
            where %s""".formatted(FREE);

    private static final String RENEW = """
            update rebuild set lease_until = now() + interval '15 seconds', events = events + ?, events_left = ?,
              detail = ? where owner = ? and state = 'BUILDING'""";

    private static final String END = """
            update rebuild set state = ?, detail = nullif(?, ''), differences = nullif(?, ''),
              events = events + ?, events_left = 0, owner = null, lease_until = null, ended_at = now()
            where owner = ?""";

    private static final String REPORT = """
            select request_id, tenant, action, state, coalesce(detail, ''), coalesce(differences, ''), events, events_left,
              floor(extract(epoch from started_at) * 1000)::bigint,
              coalesce(floor(extract(epoch from ended_at) * 1000)::bigint, -1)
            from rebuild where owner = ? or %s""".formatted(FREE);

    private final Sql sql;
    private final UUID me = UUID.randomUUID();
    private long told;

    Lease(Sql sql) {
        this.sql = sql;
    }

    /** Whether tables that were begun are to be gone on with to carry out {@code action}. */
    boolean isToGoOn(Action action) throws SQLException {
        return !sql.rows(
                        "select 1 from rebuild where target = ? and (state in ('BUILDING', 'STOPPED')"
                                + " or (state = 'DIFFERS' and ?))",
                        target(action).name(),
                        action == Action.SWITCH)
                .isEmpty();
    }

    /** The set that is to serve after {@code action}. */
    static TableSet target(Action action) {
        return action == Action.BACK ? TableSet.FORMER : TableSet.NEXT;
    }

    /**
     * Takes what is asked for; false where it is done, or another process does it.
     *
     * @param goesOn whether tables that were begun are gone on with
     * @param events that this process had read by now, whatever for
     */
    synchronized boolean take(Connection connection, RebuildRequested asked, boolean goesOn, long events)
            throws SQLException {
        told = events;
        return Sql.update(
                        connection,
                        TAKE,
                        asked.requestId(),
                        asked.tenant(),
                        asked.action().name(),
                        target(asked.action()).name(),
                        me,
                        goesOn,
                        goesOn,
                        goesOn)
                == 1;
    }

    /** Whether nothing is left to do for {@code request}. */
    boolean isDone(UUID request) throws SQLException {
        return !sql.rows(
                        "select 1 from rebuild where request_id = ?"
                                + " and state in ('DIFFERS', 'SWITCHED', 'REFUSED', 'DROPPED')",
                        request)
                .isEmpty();
    }

    /** Notes that {@code asked}, to stop or to drop, is done; false while some process builds. */
    boolean settle(Connection connection, RebuildRequested asked) throws SQLException {
        return Sql.update(
                        connection,
                        SETTLE,
                        asked.requestId(),
                        asked.tenant(),
                        asked.action().name())
                == 1;
    }

    /**
     * Says that this process is still at it; throws RebuildStopped where it is not any more.
     *
     * @param events that this process has read by now
     * @param left that are still to be read
     * @param detail what it is doing
     */
    synchronized void renew(long events, long left, String detail) throws SQLException {
        if (sql.update(RENEW, events - told, left, detail, me) == 0) {
            throw taken();
        }
        told = events;
    }

    /** Ends this process's part; the next one need not wait for the lease. */
    synchronized void end(State state, String detail, List<String> differences, long events) throws SQLException {
        sql.change(connection -> end(connection, state, detail, differences, events));
    }

    /** Says in the transaction that switches that it is done; throws RebuildStopped where another process builds now. */
    synchronized void switched(Connection connection, long events) throws SQLException {
        if (end(connection, State.SWITCHED, "", List.of(), events) == 0) {
            throw taken();
        }
    }

    private int end(Connection connection, State state, String detail, List<String> differences, long events)
            throws SQLException {
        return Sql.update(connection, END, state.name(), detail, String.join("\n", differences), events - told, me);
    }

    private static RebuildStopped taken() {
        return new RebuildStopped("another process has taken the rebuild over");
    }

    /** How it stands, as this process would tell it at {@code now}; empty where another one tells. */
    Optional<RebuildReported> report(Instant now) throws SQLException {
        return sql.rows(REPORT, me).stream().findFirst().map(row -> {
            long ended = Long.parseLong(row.get(9));
            return new RebuildReported(
                    UUID.fromString(row.get(0)),
                    row.get(1),
                    Action.valueOf(row.get(2)),
                    State.valueOf(row.get(3)),
                    row.get(4).isEmpty() ? null : row.get(4),
                    row.get(5).lines().toList(),
                    Long.parseLong(row.get(6)),
                    Long.parseLong(row.get(7)),
                    Instant.ofEpochMilli(Long.parseLong(row.get(8))),
                    ended < 0 ? null : Instant.ofEpochMilli(ended),
                    now);
        });
    }
}
