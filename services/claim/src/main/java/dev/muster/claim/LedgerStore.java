package dev.muster.claim;

import dev.muster.claim.ledger.Ask;
import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Outcome;
import dev.muster.claim.ledger.Ownership;
import dev.muster.claim.ledger.Page;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in PostgreSQL. A batch is one transaction: it takes the rows of its devices in the order of their ids, so
 * that two batches never wait for each other in a circle; decides with the pure functions; and writes once.
 */
@ApplicationScoped
class LedgerStore {

    private static final String LOCK_DEVICES = """
            select cast(device_id as text), sequence, owner, cast(owner_registration as text), owner_file, owner_row
            from device where device_id = any(cast(cast(?1 as text[]) as uuid[])) order by device_id for update""";
    private static final String ENTRIES_OF_CAUSES = """
            select cast(e.device_id as text), e.sequence, cast(e.cause as text), e.file, e.row, e.outcome, e.tenant,
              e.partner, e.subject, e.detail, cast(extract(epoch from e.decided_at) * 1000 as int8)
            from unnest(cast(cast(?1 as text[]) as uuid[]), cast(?2 as int4[]), cast(?3 as int4[])) as c(cause, file, row)
            join entry e on e.cause = c.cause and e.file = c.file and e.row = c.row""";
    private static final String INSERT_DEVICES = """
            insert into device (device_id, sequence, owner, owner_registration, owner_file, owner_row)
            select * from unnest(cast(cast(?1 as text[]) as uuid[]), cast(?2 as int8[]), cast(?3 as text[]),
              cast(cast(?4 as text[]) as uuid[]), cast(?5 as int4[]), cast(?6 as int4[]))
            on conflict (device_id) do nothing""";
    private static final String UPDATE_DEVICES = """
            update device d set sequence = n.sequence, owner = n.owner, owner_registration = n.registration,
              owner_file = n.file, owner_row = n.row
            from unnest(cast(cast(?1 as text[]) as uuid[]), cast(?2 as int8[]), cast(?3 as text[]),
              cast(cast(?4 as text[]) as uuid[]), cast(?5 as int4[]), cast(?6 as int4[]))
              as n(device_id, sequence, owner, registration, file, row)
            where d.device_id = n.device_id""";
    private static final String INSERT_ENTRIES = """
            insert into entry (device_id, sequence, cause, file, row, outcome, tenant, partner, subject, detail, decided_at)
            select device_id, sequence, cause, file, row, outcome, tenant, partner, subject, detail,
              timestamptz 'epoch' + decided_at * interval '1 millisecond'
            from unnest(cast(cast(?1 as text[]) as uuid[]), cast(?2 as int8[]), cast(cast(?3 as text[]) as uuid[]),
              cast(?4 as int4[]), cast(?5 as int4[]), cast(?6 as text[]), cast(?7 as text[]), cast(?8 as text[]),
              cast(?9 as text[]), cast(?10 as text[]), cast(?11 as int8[]))
              as n(device_id, sequence, cause, file, row, outcome, tenant, partner, subject, detail, decided_at)""";

    private final Database database;

    LedgerStore(Database database) {
        this.database = database;
    }

    /** Decides what is asked, in order, each once; what was decided before is given again. */
    List<Entry> decide(List<Ask> asks, Instant now) {
        return database.inTransaction(session -> devices(session, asks)
                .chain(devices -> entries(session, asks).map(entries -> new Page(devices, entries)))
                .chain(page -> {
                    var decisions =
                            asks.stream().map(ask -> page.decide(ask, now)).toList();
                    return write(session, page).replaceWith(decisions);
                }));
    }

    private static Uni<List<Ownership>> devices(StatelessSession session, List<Ask> asks) {
        var ids = asks.stream().map(Ask::deviceId).distinct().toList();
        return Rows.of(ids)
                .uuid(id -> id)
                .select(session, LOCK_DEVICES)
                .map(rows -> rows.stream().map(LedgerStore::ownership).toList());
    }

    private static Uni<List<Entry>> entries(StatelessSession session, List<Ask> asks) {
        return Rows.of(asks)
                .uuid(ask -> ask.cause().registration())
                .int4(ask -> ask.cause().file())
                .int4(ask -> ask.cause().row())
                .select(session, ENTRIES_OF_CAUSES)
                .map(rows -> rows.stream().map(LedgerStore::entry).toList());
    }

    private static Uni<Integer> write(StatelessSession session, Page page) {
        var fresh = page.newDevices().stream()
                .sorted(Comparator.comparing(device -> device.deviceId().toString()))
                .toList();
        return columns(fresh)
                .update(session, INSERT_DEVICES)
                .invoke(written -> {
                    if (written != fresh.size()) {
                        throw new RacedException("another process has just decided about one of these devices");
                    }
                })
                .chain(() -> columns(page.changedDevices()).update(session, UPDATE_DEVICES))
                .chain(() -> columnsOf(page.newEntries()).update(session, INSERT_ENTRIES));
    }

    private static Rows<Ownership> columns(List<Ownership> devices) {
        return Rows.of(devices)
                .uuid(Ownership::deviceId)
                .int8(Ownership::sequence)
                .text(Ownership::owner)
                .uuid(d -> d.by() == null ? null : d.by().registration())
                .int4(d -> d.by() == null ? null : d.by().file())
                .int4(d -> d.by() == null ? null : d.by().row());
    }

    private static Rows<Entry> columnsOf(List<Entry> entries) {
        return Rows.of(entries)
                .uuid(Entry::deviceId)
                .int8(Entry::sequence)
                .uuid(e -> e.cause().registration())
                .int4(e -> e.cause().file())
                .int4(e -> e.cause().row())
                .text(e -> e.outcome().storedAs())
                .text(Entry::tenant)
                .text(Entry::partner)
                .text(Entry::subject)
                .text(Entry::detail)
                .millis(Entry::decidedAt);
    }

    private static Ownership ownership(Object[] row) {
        return new Ownership(
                UUID.fromString((String) row[0]), ((Number) row[1]).longValue(), (String) row[2], cause(row, 3));
    }

    private static Entry entry(Object[] row) {
        SubmissionId cause = cause(row, 2);
        if (cause == null) {
            throw new IllegalStateException("an entry without a cause");
        }
        return new Entry(
                UUID.fromString((String) row[0]),
                ((Number) row[1]).longValue(),
                cause,
                Outcome.stored((String) row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                Instant.ofEpochMilli(((Number) row[10]).longValue()));
    }

    private static @Nullable SubmissionId cause(Object[] row, int from) {
        return row[from] == null
                ? null
                : new SubmissionId(
                        UUID.fromString((String) row[from]),
                        ((Number) row[from + 1]).intValue(),
                        ((Number) row[from + 2]).intValue());
    }
}
