package dev.muster.claim;

import dev.muster.claim.ledger.Held;
import dev.muster.claim.ledger.Page;
import dev.muster.model.event.Event;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The ledger in PostgreSQL. A batch is one transaction: it takes the rows of its devices in the order of their ids, so
 * that two batches never wait for each other in a circle; only then reads what else is known of them; decides with the
 * pure functions; and writes once.
 */
@ApplicationScoped
class LedgerStore {

    private final Database database;
    private final LedgerReader reader = new LedgerReader();
    private final LedgerWriter writer = new LedgerWriter();

    LedgerStore(Database database) {
        this.database = database;
    }

    /** Takes in what happened, in order, each once; of what was taken in before the same is told again. */
    Turn take(List<Event> batch, Instant now) {
        var settings = batch.stream()
                .filter(SettingsEvent.class::isInstance)
                .map(SettingsEvent.class::cast)
                .toList();
        var wanted = Wanted.of(batch);
        return database.inTransaction(session -> writer.settings(session, settings)
                .chain(() -> reader.facts(session, wanted))
                .map(Page::new)
                .chain(page -> {
                    var told =
                            batch.stream().map(event -> page.take(event, now)).toList();
                    return writer.write(session, page).replaceWith(() -> Turn.of(told, page));
                }));
    }

    /** Devices of rows that have waited until {@code now}: of {@code rows} of them, the longest overdue. */
    List<UUID> due(int rows, Instant now) {
        return database.inTransaction(session -> reader.due(session, rows, now));
    }

    /**
     * Decides the rows that have waited until {@code now} for one of {@code devices}. Devices that another process is busy
     * with are left to it, or to the next time.
     */
    Turn settle(List<UUID> devices, Instant now) {
        return database.inTransaction(session -> reader.factsOfUnlocked(session, devices)
                .chain(facts -> {
                    var page = new Page(facts);
                    var told = facts.held().stream()
                            .filter(held -> !held.until().isAfter(now))
                            .map(held -> List.of(page.settle(held, now)))
                            .toList();
                    return writer.write(session, page).replaceWith(() -> Turn.of(told, page));
                }));
    }

    /** Forgets rows that have waited, once the broker has acknowledged what was decided about them. */
    void forget(List<Held> told) {
        database.inTransaction(session -> writer.forget(session, told));
    }

    /** Lets the rows that are overdue for {@code device} wait until {@code until}; gives them. */
    List<SubmissionId> putOff(UUID device, Instant until) {
        return database.inTransaction(session -> writer.putOff(session, device, until));
    }
}
