package dev.muster.ingest.settings;

import dev.muster.model.event.EventJson;
import dev.muster.model.event.SettingsEvent;
import dev.muster.runtime.stage.Outcomes;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.storage.Database;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The table of settings, whose rows are told on the topic: the row is changed first, and told until what was told last
 * is what stands. So the last record of a key on the topic is its newest version, whoever changes it at the same time.
 */
@ApplicationScoped
class SettingsStore {

    private static final Logger LOG = Logger.getLogger(SettingsStore.class);

    private static final String ADD = "insert into setting (key) values (?1) on conflict do nothing";
    private static final String LOCK = "select version, value from setting where key = ?1 for update";
    private static final String CHANGE = "update setting set version = ?2, value = ?3 where key = ?1";
    private static final String CURRENT = "select value from setting where key = ?1 and value is not null";
    private static final String TOLD = "update setting set told = greatest(told, ?2) where key = ?1";
    private static final String UNTOLD = "select key from setting where told < version limit 100";

    private final Database database;
    private final EventRecords records;
    private final EventWriter writer;
    private final Outcomes outcomes;

    SettingsStore(Database database, EventRecords records, EventWriter writer, Outcomes outcomes) {
        this.database = database;
        this.records = records;
        this.writer = writer;
        this.outcomes = outcomes;
    }

    /** Makes new settings of old ones. */
    interface Change {

        /**
         * The settings as they shall be.
         *
         * @param current as they are, or null where there are none
         * @param version that the new ones have
         */
        SettingsEvent to(@Nullable SettingsEvent current, long version);
    }

    /** The settings under {@code key}, where there are any. */
    Optional<SettingsEvent> find(String key) {
        return database.inTransaction(session -> session.createNativeQuery(CURRENT, String.class)
                        .setParameter(1, key)
                        .getSingleResultOrNull()
                        .map(Optional::ofNullable))
                .map(SettingsStore::read);
    }

    /** Changes the settings under {@code key} and tells them; returns when the broker has acknowledged that. */
    SettingsEvent change(String key, Change change) {
        var changed = database.inTransaction(session -> session.createNativeQuery(ADD)
                .setParameter(1, key)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(LOCK, Object[].class)
                        .setParameter(1, key)
                        .getSingleResult())
                .chain(row -> store(session, key, next(row, change))));
        tell(key);
        return changed;
    }

    private static SettingsEvent next(@Nullable Object[] row, Change change) {
        long version = row[0] instanceof Number number ? number.longValue() : 0;
        var current = row[1] instanceof String value ? read(value) : null;
        return change.to(current, version + 1);
    }

    private static Uni<SettingsEvent> store(StatelessSession session, String key, SettingsEvent settings) {
        return session.createNativeQuery(CHANGE)
                .setParameter(1, key)
                .setParameter(2, settings.version())
                .setParameter(3, new String(EventJson.write(settings), StandardCharsets.UTF_8))
                .executeUpdate()
                .replaceWith(settings);
    }

    /** Tells what stands, and once more where it has changed meanwhile. */
    private void tell(String key) {
        var settings = find(key).orElseThrow();
        while (true) {
            writer.write(List.of(records.of(settings, TraceParent.fresh())));
            outcomes.told(List.of(settings));
            long told = settings.version();
            database.inTransaction(session -> session.createNativeQuery(TOLD)
                    .setParameter(1, key)
                    .setParameter(2, told)
                    .executeUpdate());
            settings = find(key).orElseThrow();
            if (settings.version() == told) {
                return;
            }
        }
    }

    /** Settings whose process went away between changing and telling. */
    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void tellUntold() {
        unlessAway(() -> database.inTransaction(session ->
                        session.createNativeQuery(UNTOLD, String.class).getResultList())
                .forEach(key -> unlessAway(() -> tell(key))));
    }

    /** What fails here is done at the next turn, and holds up nothing else. */
    private static void unlessAway(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("put off work=settings cause=%s", e);
        }
    }

    private static SettingsEvent read(String value) {
        return (SettingsEvent) EventJson.read(value.getBytes(StandardCharsets.UTF_8));
    }
}
