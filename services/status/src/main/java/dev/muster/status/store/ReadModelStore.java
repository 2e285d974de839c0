package dev.muster.status.store;

import dev.muster.model.identity.SubmissionId;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.FormerClaim;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.SeenDays;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.projection.Tally;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/** Writes what a batch changes, in one transaction; counts move in the same transaction as the rows that they count. */
@ApplicationScoped
public class ReadModelStore {

    private static final Logger LOG = Logger.getLogger(ReadModelStore.class);

    private static final String COUNT = """
            insert into tally as t (registration_id, outcome, n)
            select * from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as int4[]))
            on conflict (registration_id, outcome) do update set n = t.n + excluded.n""";
    private static final String COUNT_DAYS = """
            insert into seen_day as t (tenant, day, n)
            select * from unnest(cast(?1 as text[]), cast(?2 as int4[]), cast(?3 as int4[]))
            on conflict (tenant, day) do update set n = t.n + excluded.n""";
    private static final TableSql FORMER_CLAIM = TableSql.of(
            "former_claim",
            3,
            "tenant TEXT",
            "device_id UUID",
            "sequence INT8",
            "registration_id UUID",
            "file INT4",
            "row INT4",
            "order_id TEXT",
            "purchase_id TEXT",
            "registered_at TIME",
            "registered_by TEXT",
            "partner TEXT");
    private static final String MOVE = """
            insert into position as t (topic, partition, next_offset)
            select * from unnest(cast(?1 as text[]), cast(?2 as int4[]), cast(?3 as int8[]))
            on conflict (topic, partition) do update set next_offset = greatest(t.next_offset, excluded.next_offset)""";

    /** So many batches look at what is there after one that has guessed wrongly: where one row is there, more may be. */
    private static final int CAREFUL = 50;

    private final Database database;
    private final AtomicInteger careful = new AtomicInteger();

    ReadModelStore(Database database) {
        this.database = database;
    }

    /**
     * Merges {@code changes} into the tables that serve.
     *
     * @param fresh submissions that are most likely not there yet
     * @param positions behind the last record of each partition that the changes come from
     */
    public void apply(Changes changes, Predicate<SubmissionId> fresh, Collection<Position> positions) {
        apply(TableSet.SERVING, changes, fresh, positions);
    }

    /**
     * Merges {@code changes} into the tables of {@code set}. A device of which the ledger has decided for the first time is
     * most likely not there yet either. What is likely is inserted without a look at what is there; where it is not so, all
     * is done again with a look, and so are the next batches.
     */
    public void apply(TableSet set, Changes changes, Predicate<SubmissionId> fresh, Collection<Position> positions) {
        if (careful.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            try {
                write(set, changes, row -> fresh.test(row.key()), DeviceRow::isFirstClaim, positions);
                return;
            } catch (RacedException e) {
                LOG.debugf("a row is there already, looking cause=%s", e.getMessage());
                careful.set(CAREFUL);
            }
        }
        write(set, changes, row -> false, device -> false, positions);
    }

    private void write(
            TableSet set,
            Changes changes,
            Predicate<SubmissionRow> freshRows,
            Predicate<DeviceRow> freshDevices,
            Collection<Position> positions) {
        database.inTransaction(session -> set.choose(session)
                .chain(() -> merge(session, changes, freshRows, freshDevices))
                .chain(() -> move(session, positions)));
    }

    /** What all batches have in common, in one order, so that no two wait for each other: big tables first, counts last. */
    private static Uni<List<Table.Change<ReleaseRow>>> merge(
            StatelessSession session,
            Changes changes,
            Predicate<SubmissionRow> freshRows,
            Predicate<DeviceRow> freshDevices) {
        return Tables.SUBMISSIONS
                .merge(session, changes.submissions(), freshRows, UnaryOperator.identity())
                .chain(submissions -> devices(session, changes, after(submissions), freshDevices)
                        .chain(devices -> remember(session, changes, devices)
                                .chain(() -> count(session, submissions))
                                .chain(() -> countDays(session, devices))))
                .chain(() -> Tables.REGISTRATIONS.merge(session, changes.registrations()))
                .chain(() -> Tables.RELEASES.merge(session, changes.releases()));
    }

    private static List<SubmissionRow> after(List<Table.Change<SubmissionRow>> submissions) {
        return submissions.stream()
                .filter(Table.Change::isChange)
                .map(Table.Change::after)
                .toList();
    }

    private static Uni<List<Table.Change<DeviceRow>>> devices(
            StatelessSession session, Changes changes, List<SubmissionRow> submissions, Predicate<DeviceRow> fresh) {
        return Tables.DEVICES.merge(session, changes.devices(submissions), fresh, changes::assigned);
    }

    private static Uni<Integer> remember(
            StatelessSession session, Changes changes, List<Table.Change<DeviceRow>> devices) {
        var former = new LinkedHashMap<>(changes.formerClaims());
        devices.forEach(device ->
                FormerClaim.of(device.before(), device.fresh()).ifPresent(claim -> former.put(claim.key(), claim)));
        var sorted = former.values().stream()
                .sorted(Comparator.comparing((FormerClaim claim) -> claim.key().device())
                        .thenComparingLong(claim -> claim.key().sequence()))
                .toList();
        return Rows.of(sorted)
                .text(claim -> claim.key().device().tenant())
                .uuid(claim -> claim.key().device().deviceId())
                .int8(claim -> claim.key().sequence())
                .uuid(claim -> claim.claim().submission().registration())
                .int4(claim -> claim.claim().submission().file())
                .int4(claim -> claim.claim().submission().row())
                .text(claim -> claim.claim().orderId())
                .text(claim -> claim.claim().purchaseId())
                .millis(claim -> claim.claim().registeredAt())
                .text(claim -> claim.claim().registeredBy())
                .text(claim -> claim.claim().partner())
                .update(session, FORMER_CLAIM.insertMissing());
    }

    private static Uni<Integer> count(StatelessSession session, List<Table.Change<SubmissionRow>> submissions) {
        var tally = new Tally();
        submissions.forEach(change -> tally.count(change.before(), change.after()));
        var deltas = tally.deltas().entrySet().stream()
                .sorted(Comparator.comparing(delta -> delta.getKey().toString()))
                .toList();
        return Rows.<Map.Entry<Tally.Key, Integer>>of(deltas)
                .uuid(delta -> delta.getKey().registrationId())
                .text(delta -> delta.getKey().outcome())
                .int4(Map.Entry::getValue)
                .update(session, COUNT);
    }

    private static Uni<Integer> countDays(StatelessSession session, List<Table.Change<DeviceRow>> devices) {
        var days = new SeenDays();
        devices.forEach(change -> days.count(change.before(), change.after()));
        var deltas = days.deltas().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<SeenDays.Key, Integer> delta) ->
                                delta.getKey().tenant())
                        .thenComparingInt(delta -> delta.getKey().day()))
                .toList();
        return Rows.<Map.Entry<SeenDays.Key, Integer>>of(deltas)
                .text(delta -> delta.getKey().tenant())
                .int4(delta -> delta.getKey().day())
                .int4(Map.Entry::getValue)
                .update(session, COUNT_DAYS);
    }

    private static Uni<Integer> move(StatelessSession session, Collection<Position> positions) {
        return Rows.of(positions.stream().sorted().toList())
                .text(Position::topic)
                .int4(Position::partition)
                .int8(Position::next)
                .update(session, MOVE);
    }
}
