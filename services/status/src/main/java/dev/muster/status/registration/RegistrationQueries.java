package dev.muster.status.registration;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.muster.status.Columns;
import dev.muster.status.StoredJson;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.store.StoredRows;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads uploads with their counts, each answer by one statement and so from one moment. What is expired is not there. */
@ApplicationScoped
class RegistrationQueries {

    private static final String SELECT = """
            select cast(registration_id as text), tenant, opened, interrupted_attempt, closed,
              cast(extract(epoch from decided_at) * 1000 as int8),
              (select cast(json_object_agg(outcome, n) as text) from tally t where t.registration_id = r.registration_id)
            from registration r
            """;
    private static final String SOME = SELECT + """
            join unnest(cast(?1 as text[]), cast(?2 as uuid[])) as k(tenant, registration_id)
            using (tenant, registration_id) where opened is not null""";
    private static final String NEWEST = SELECT + """
            where tenant = ?1 and registration_id < ?2 and registration_id >= ?3 and opened is not null
            order by registration_id desc limit ?4""";
    private static final TypeReference<Map<String, Integer>> TALLIES = new TypeReference<>() {};
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;
    private final Clock clock;

    RegistrationQueries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Names an upload of a tenant. */
    record Key(String tenant, UUID id) {}

    Optional<Registration> find(String tenant, UUID id, Locale language) {
        var key = new Key(tenant, id);
        return Optional.ofNullable(find(List.of(key), language).get(key));
    }

    /** Those of the uploads that are known. */
    Map<Key, Registration> find(Collection<Key> keys, Locale language) {
        var expiry = Expiry.at(clock.instant());
        var kept = keys.stream().filter(key -> !expiry.isExpired(key.id())).toList();
        var found = kept.isEmpty()
                ? List.<Object[]>of()
                : database.withoutTransaction(
                        session -> Rows.of(kept).text(Key::tenant).uuid(Key::id).select(session, SOME));
        var byKey = new HashMap<Key, Registration>();
        for (var row : found) {
            var columns = new Columns(row);
            var registration = StoredRows.registration(columns);
            byKey.put(new Key(registration.tenant(), registration.key()), counted(registration, columns, language));
        }
        return byKey;
    }

    /** The uploads of a tenant, newest first, from behind {@code after}. */
    List<Registration> newest(String tenant, @Nullable UUID after, int limit, Locale language) {
        UUID kept = Expiry.at(clock.instant()).firstKept();
        return database
                .withoutTransaction(session -> session.createNativeQuery(NEWEST, Object[].class)
                        .setParameter(1, tenant)
                        .setParameter(2, after == null ? AFTER_ALL : after)
                        .setParameter(3, kept)
                        .setParameter(4, limit)
                        .getResultList())
                .stream()
                .map(Columns::new)
                .map(columns -> counted(StoredRows.registration(columns), columns, language))
                .toList();
    }

    private static Registration counted(RegistrationRow row, Columns tallies, Locale language) {
        return Registration.of(
                row, Objects.requireNonNullElse(StoredJson.read(tallies.text(), TALLIES), Map.of()), language);
    }
}
