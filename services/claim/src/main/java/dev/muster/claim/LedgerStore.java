package dev.muster.claim;

import dev.muster.claim.ledger.Held;
import dev.muster.claim.ledger.Page;
import dev.muster.model.event.Event;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The ledger in PostgreSQL. A batch is one transaction: it takes the rows of its devices in the order of their ids, so
 * that two batches never wait for each other in a circle; only then reads what else is known of them; decides with the
 * pure functions; and writes once.
 */
@ApplicationScoped
class LedgerStore {

    private final Database database;
    private final Holds holds = new Holds();
    private final LedgerReader reader = new LedgerReader(holds);
    private final LedgerWriter writer = new LedgerWriter(holds);

    LedgerStore(Database database) {
        this.database = database;
    }

    /** The same of events of which nobody knows where they come from. */
    Turn take(List<Event> batch, Instant now) {
        return take(batch, Map::of, now);
    }

    /**
     * Takes in what happened, in order, each once; of what was taken in before the same is told again.
     *
     * @param origins of the rows among them, asked for only where one is to wait
     */
    Turn take(List<Event> batch, Supplier<Map<SubmissionId, Origin>> origins, Instant now) {
        var settings = batch.stream()
                .filter(SettingsEvent.class::isInstance)
                .map(SettingsEvent.class::cast)
                .toList();
        var wanted = Wanted.of(batch);
        return database.inTransaction(session -> writer.settings(session, settings)
                .chain(() -> reader.facts(session, wanted, now))
                .map(Page::new)
                .chain(page -> {
                    var told =
                            batch.stream().map(event -> page.take(event, now)).toList();
                    return writer.write(session, page, origins).replaceWith(() -> Turn.of(told, page));
                }));
    }

    /** Devices of rows that have waited until {@code now}: of {@code rows} of them, the longest overdue. */
    List<UUID> due(int rows, Instant now) {
        return database.inTransaction(session -> holds.due(session, rows, now));
    }

    /**
     * Decides rows that have waited until {@code now} for one of {@code devices}: a portion, those that came first. Devices
     * that another process is busy with are left to it, or to the next time.
     */
    Turn settle(List<UUID> devices, Instant now) {
        return settle(devices, (session, free) -> holds.firstDue(session, free, now), now);
    }

    /** Decides that row, and looks at no other; nothing where another process is busy with its device. */
    Turn settle(WaitingRow row, Instant now) {
        return settle(
                List.of(row.deviceId()),
                (session, free) -> free.isEmpty() ? Uni.createFrom().item(List.of()) : holds.one(session, row),
                now);
    }

    private Turn settle(
            List<UUID> devices, BiFunction<StatelessSession, List<UUID>, Uni<List<WaitingRow>>> rows, Instant now) {
        return database.inTransaction(session -> reader.factsOfUnlocked(
                        session, devices, free -> rows.apply(session, free))
                .chain(facts -> {
                    var page = new Page(facts);
                    var told = facts.held().stream()
                            .filter(held -> !held.until().isAfter(now))
                            .map(held -> List.of(page.settle(held, now)))
                            .toList();
                    return writer.write(session, page, Map::of).replaceWith(() -> Turn.of(told, page));
                }));
    }

    /** Of the rows that have waited until {@code now} for {@code device} a portion, those that came first, as stored. */
    List<WaitingRow> overdue(UUID device, Instant now) {
        return database.inTransaction(session -> holds.firstDue(session, List.of(device), now));
    }

    /** Forgets rows that have waited, once the broker has acknowledged what was decided about them. */
    void forget(List<Held> told) {
        forgetRows(told.stream().map(Held::cause).toList());
    }

    /** The same by their ids. */
    void forgetRows(List<SubmissionId> rows) {
        database.inTransaction(session -> holds.forget(session, rows));
    }

    /** Lets a row wait until {@code until}; false where somebody else has put it off, or forgotten it, since. */
    boolean putOff(WaitingRow row, Instant until) {
        return database.inTransaction(session -> holds.putOff(session, row, until)) == 1;
    }
}
