package dev.muster.claim;

import dev.muster.claim.ledger.Held;
import dev.muster.model.event.EventJson;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The table of rows that wait. Of rows that the release before took in it is not known where they came from: a place
 * before the first stands in for it, another one for each, so that each has a Request ID of its own.
 *
 * <p>Any number of rows can wait for one device, so the events of no more than a portion are ever read at once. The limit
 * within each look-up lets the index of a device's rows give them in the order in which they came; {@code offset 0} keeps
 * look-ups by key from becoming a join, as in {@link LedgerReader}.
 */
final class Holds {

    /** So many rows are read, decided and told at once, at most. */
    static final int PORTION = 500;

    private static final String SELECT = """
            select cast(h.cause as text), h.file, h.row, cast(h.device_id as text), h.event,
              cast(extract(epoch from h.held_until) * 1000 as int8),
              coalesce(h.tenant, substring(h.event from '"tenant":"([^"]+)"')), h.trace, h.source_partition,
              coalesce(h.source_offset, -h.arrival), h.arrival
            """;
    private static final String FIRST = SELECT + """
            from unnest(cast(?1 as uuid[])) as d(id)
            cross join lateral (select * from hold where hold.device_id = d.id order by hold.arrival limit ?2) h
            order by h.arrival limit ?3""";
    private static final String FIRST_DUE = SELECT + """
            from unnest(cast(?1 as uuid[])) as d(id)
            cross join lateral (select * from hold where hold.device_id = d.id
              and hold.held_until <= timestamptz 'epoch' + cast(?2 as int8) * interval '1 millisecond'
              order by hold.arrival limit ?3) h
            order by h.arrival limit ?4""";
    private static final String ONE = SELECT + """
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[]), cast(?4 as uuid[]))
              as n(cause, file, row, device_id)
            cross join lateral (select * from hold where hold.cause = n.cause and hold.file = n.file
              and hold.row = n.row and hold.device_id = n.device_id offset 0) h""";
    private static final String WAITING = """
            select cast(n.cause as text), n.file, n.row
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[]), cast(?4 as uuid[]))
              as n(cause, file, row, device_id)
            cross join lateral (select arrival from hold where hold.cause = n.cause and hold.file = n.file
              and hold.row = n.row and hold.device_id = n.device_id offset 0) h""";
    private static final String BEYOND = """
            select cast(d.id as text), h.arrival
            from unnest(cast(?1 as uuid[]), cast(?2 as int8[])) as d(id, last)
            cross join lateral (select arrival from hold where hold.device_id = d.id and hold.arrival > d.last
              order by hold.arrival limit 1) h""";
    private static final String MAKE_DUE = """
            update hold set held_until = timestamptz 'epoch' + cast(?1 as int8) * interval '1 millisecond'
            where device_id = any(cast(?2 as uuid[])) and arrival > ?3
              and held_until > timestamptz 'epoch' + cast(?4 as int8) * interval '1 millisecond'""";
    private static final String DUE = """
            select cast(device_id as text), min(held_until)
            from (select device_id, held_until from hold
              where held_until <= timestamptz 'epoch' + cast(?1 as int8) * interval '1 millisecond'
              order by held_until limit ?2) as overdue
            group by device_id""";
    private static final String INSERT = """
            insert into hold (cause, file, row, device_id, event, held_until, tenant, trace, source_partition,
              source_offset)
            select cause, file, row, device_id, event, timestamptz 'epoch' + held_until * interval '1 millisecond',
              tenant, trace, source_partition, source_offset
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[]),
              cast(?4 as uuid[]), cast(?5 as text[]), cast(?6 as int8[]), cast(?7 as text[]),
              cast(?8 as text[]), cast(?9 as int4[]), cast(?10 as int8[])) with ordinality
              as n(cause, file, row, device_id, event, held_until, tenant, trace, source_partition, source_offset, place)
            where not exists (
              select from entry e where e.cause = n.cause and e.file = n.file and e.row = n.row)
            order by place on conflict do nothing""";
    private static final String FORGET = """
            delete from hold where (cause, file, row) in (select h.cause, h.file, h.row
              from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[])) as n(cause, file, row)
              join hold h on h.cause = n.cause and h.file = n.file and h.row = n.row
              order by h.cause, h.file, h.row for update of h)""";
    private static final String PUT_OFF = """
            update hold set held_until = timestamptz 'epoch' + n.until * interval '1 millisecond'
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[]), cast(?4 as int8[]),
              cast(?5 as int8[])) as n(cause, file, row, since, until)
            where hold.cause = n.cause and hold.file = n.file and hold.row = n.row
              and hold.held_until < timestamptz 'epoch' + (n.since + 1) * interval '1 millisecond'""";

    /** Of the rows that wait for one of {@code devices} a portion, those that came first, in that order. */
    Uni<List<WaitingRow>> first(StatelessSession session, Collection<UUID> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(FIRST, Object[].class)
                .setParameter(1, devices.toArray(UUID[]::new))
                .setParameter(2, PORTION)
                .setParameter(3, PORTION)
                .getResultList()
                .map(Holds::rows);
    }

    /** The same of those that have waited until {@code now}. */
    Uni<List<WaitingRow>> firstDue(StatelessSession session, Collection<UUID> devices, Instant now) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createNativeQuery(FIRST_DUE, Object[].class)
                .setParameter(1, devices.toArray(UUID[]::new))
                .setParameter(2, now.toEpochMilli())
                .setParameter(3, PORTION)
                .setParameter(4, PORTION)
                .getResultList()
                .map(Holds::rows);
    }

    /** {@code row} as it waits now; nothing where it does not any more. */
    Uni<List<WaitingRow>> one(StatelessSession session, WaitingRow row) {
        return Rows.of(List.of(row))
                .uuid(one -> one.cause().registration())
                .int4(one -> one.cause().file())
                .int4(one -> one.cause().row())
                .uuid(WaitingRow::deviceId)
                .select(session, ONE)
                .map(Holds::rows);
    }

    /** Those of {@code causes} that wait for their device; what they say is not read. */
    Uni<Set<SubmissionId>> waiting(StatelessSession session, Collection<Map.Entry<SubmissionId, UUID>> causes) {
        return Rows.of(causes)
                .uuid(cause -> cause.getKey().registration())
                .int4(cause -> cause.getKey().file())
                .int4(cause -> cause.getKey().row())
                .uuid(Map.Entry::getValue)
                .select(session, WAITING)
                .map(rows -> rows.stream().map(Holds::cause).collect(Collectors.toSet()));
    }

    /** Devices for which rows wait that came after the arrival given for each. */
    Uni<Set<UUID>> beyond(StatelessSession session, Map<UUID, Long> last) {
        return Rows.of(last.entrySet())
                .uuid(Map.Entry::getKey)
                .int8(Map.Entry::getValue)
                .select(session, BEYOND)
                .map(rows -> rows.stream()
                        .map(row -> UUID.fromString((String) row[0]))
                        .collect(Collectors.toSet()));
    }

    /** Rows that wait for one of {@code devices} and came after {@code last} wait until {@code now} and no longer. */
    Uni<Integer> makeDue(StatelessSession session, Collection<UUID> devices, long last, Instant now) {
        return session.createNativeQuery(MAKE_DUE)
                .setParameter(1, now.toEpochMilli())
                .setParameter(2, devices.toArray(UUID[]::new))
                .setParameter(3, last)
                .setParameter(4, now.toEpochMilli())
                .executeUpdate();
    }

    /** Devices of rows that have waited until {@code now}: of {@code limit} rows, the longest overdue. */
    Uni<List<UUID>> due(StatelessSession session, int limit, Instant now) {
        return session.createNativeQuery(DUE, Object[].class)
                .setParameter(1, now.toEpochMilli())
                .setParameter(2, limit)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> UUID.fromString((String) row[0]))
                        .toList());
    }

    /** Lets rows wait from now on; {@code origins} is asked only where there are any. */
    Uni<Integer> insert(StatelessSession session, Collection<Held> held, Supplier<Map<SubmissionId, Origin>> origins) {
        if (held.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var known = origins.get();
        return Rows.of(held)
                .uuid(one -> one.cause().registration())
                .int4(one -> one.cause().file())
                .int4(one -> one.cause().row())
                .uuid(Held::deviceId)
                .text(one -> new String(EventJson.write(one.ask().row()), StandardCharsets.UTF_8))
                .millis(Held::until)
                .text(one -> one.ask().tenant())
                .text(one -> origin(known, one).trace())
                .int4(one -> origin(known, one).partition())
                .int8(one -> origin(known, one).offset())
                .update(session, INSERT)
                .invoke(written -> {
                    if (written != held.size()) {
                        throw new IllegalStateException("held, or decided, for another device before");
                    }
                });
    }

    /** Forgets rows that have waited. */
    Uni<Integer> forget(StatelessSession session, Collection<SubmissionId> rows) {
        return Rows.of(rows)
                .uuid(SubmissionId::registration)
                .int4(SubmissionId::file)
                .int4(SubmissionId::row)
                .update(session, FORGET);
    }

    /** Lets a row wait until {@code until}; gives 0 where somebody else has put it off, or forgotten it, since. */
    Uni<Integer> putOff(StatelessSession session, WaitingRow row, Instant until) {
        return Rows.of(List.of(row.cause()))
                .uuid(SubmissionId::registration)
                .int4(SubmissionId::file)
                .int4(SubmissionId::row)
                .millis(id -> row.until())
                .millis(id -> until)
                .update(session, PUT_OFF);
    }

    private static Origin origin(Map<SubmissionId, Origin> known, Held held) {
        return known.getOrDefault(held.cause(), Origin.UNKNOWN);
    }

    private static List<WaitingRow> rows(List<Object[]> rows) {
        return rows.stream().map(Holds::row).toList();
    }

    private static SubmissionId cause(Object[] row) {
        return new SubmissionId(UUID.fromString((String) row[0]), (int) number(row[1]), (int) number(row[2]));
    }

    private static WaitingRow row(Object[] row) {
        return new WaitingRow(
                cause(row),
                UUID.fromString((String) row[3]),
                (String) row[4],
                Instant.ofEpochMilli(number(row[5])),
                (String) row[6],
                new Origin((String) row[7], (int) number(row[8]), number(row[9])),
                number(row[10]));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
