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
import java.util.UUID;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The table of rows that wait. Of rows that the release before took in it is not known where they came from: a place
 * before the first stands in for it, another one for each, so that each has a Request ID of its own.
 */
final class Holds {

    private static final String SELECT = """
            select cast(cause as text), file, row, cast(device_id as text), event,
              cast(extract(epoch from held_until) * 1000 as int8),
              coalesce(tenant, substring(event from '"tenant":"([^"]+)"')), trace, source_partition,
              coalesce(source_offset, -arrival)
            from hold where device_id = any(cast(?1 as uuid[])) order by arrival""";
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

    /** The rows that wait for one of {@code devices}, in the order in which they came. */
    Uni<List<WaitingRow>> of(StatelessSession session, Collection<UUID> devices) {
        return Rows.of(devices)
                .uuid(id -> id)
                .select(session, SELECT)
                .map(rows -> rows.stream().map(Holds::row).toList());
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

    private static WaitingRow row(Object[] row) {
        return new WaitingRow(
                new SubmissionId(UUID.fromString((String) row[0]), (int) number(row[1]), (int) number(row[2])),
                UUID.fromString((String) row[3]),
                (String) row[4],
                Instant.ofEpochMilli(number(row[5])),
                (String) row[6],
                new Origin((String) row[7], (int) number(row[8]), number(row[9])));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }
}
