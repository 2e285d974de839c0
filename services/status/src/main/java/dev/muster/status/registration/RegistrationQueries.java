package dev.muster.status.registration;

import dev.muster.status.Columns;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.store.StoredRows;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads uploads with their counts, each answer from one moment. What is expired is not there. */
@ApplicationScoped
class RegistrationQueries {

    private static final String SELECT = """
            select cast(registration_id as text), tenant, opened, interrupted_attempt, closed,
              cast(extract(epoch from decided_at) * 1000 as int8)
            from registration r
            """;
    private static final String SOME = SELECT + """
            join unnest(cast(?1 as text[]), cast(?2 as uuid[])) as k(tenant, registration_id)
            using (tenant, registration_id) where opened is not null""";
    private static final String NEWEST = SELECT + """
            where tenant = ?1 and registration_id < ?2 and registration_id >= ?3 and opened is not null
            order by registration_id desc limit ?4""";
    private static final String TALLIES = """
            select cast(registration_id as text), outcome, n from tally
            where registration_id = any(cast(?1 as uuid[]))""";
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
                ? List.<Found>of()
                : database.inTransaction(session -> snapshot(session)
                        .chain(() ->
                                Rows.of(kept).text(Key::tenant).uuid(Key::id).select(session, SOME))
                        .chain(rows -> withCounts(session, rows, language)));
        var byKey = new HashMap<Key, Registration>();
        found.forEach(each -> byKey.put(each.key(), each.registration()));
        return byKey;
    }

    /** The uploads of a tenant, newest first, from behind {@code after}. */
    List<Registration> newest(String tenant, @Nullable UUID after, int limit, Locale language) {
        UUID kept = Expiry.at(clock.instant()).firstKept();
        return database
                .inTransaction(session -> snapshot(session)
                        .chain(() -> session.createNativeQuery(NEWEST, Object[].class)
                                .setParameter(1, tenant)
                                .setParameter(2, after == null ? AFTER_ALL : after)
                                .setParameter(3, kept)
                                .setParameter(4, limit)
                                .getResultList())
                        .chain(rows -> withCounts(session, rows, language)))
                .stream()
                .map(Found::registration)
                .toList();
    }

    private record Found(Key key, Registration registration) {}

    private static Uni<Integer> snapshot(StatelessSession session) {
        return session.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
    }

    private static Uni<List<Found>> withCounts(StatelessSession session, List<Object[]> rows, Locale language) {
        var registrations = rows.stream()
                .map(row -> StoredRows.registration(new Columns(row)))
                .toList();
        return tallies(session, registrations)
                .map(tallies -> registrations.stream()
                        .map(row -> new Found(
                                new Key(row.tenant(), row.key()),
                                Registration.of(row, tallies.getOrDefault(row.key(), Map.of()), language)))
                        .toList());
    }

    private static Uni<Map<UUID, Map<String, Integer>>> tallies(
            StatelessSession session, List<RegistrationRow> registrations) {
        return Rows.of(registrations)
                .uuid(RegistrationRow::key)
                .select(session, TALLIES)
                .map(rows -> {
                    var tallies = new HashMap<UUID, Map<String, Integer>>();
                    for (var row : rows) {
                        var columns = new Columns(row);
                        tallies.computeIfAbsent(columns.uuid(), id -> new HashMap<>())
                                .put(columns.required(), columns.int4());
                    }
                    return tallies;
                });
    }
}
