package dev.muster.status.registration;

import dev.muster.status.Columns;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.store.StoredRows;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Reads uploads with their counts, each answer from one moment. */
@ApplicationScoped
class RegistrationQueries {

    private static final String SELECT =
            "select cast(registration_id as text), tenant, opened, interrupted_attempt, closed from registration ";
    private static final String ONE = SELECT + "where registration_id = ?1 and tenant = ?2 and opened is not null";
    private static final String NEWEST = SELECT
            + "where tenant = ?1 and registration_id < ?2 and opened is not null order by registration_id desc limit ?3";
    private static final String TALLIES = """
            select cast(registration_id as text), outcome, n from tally
            where registration_id = any(cast(cast(?1 as text[]) as uuid[]))""";
    private static final String DECIDED = """
            select cast(u.id as text), cast(extract(epoch from
              (select max(decided_at) from submission s where s.registration_id = u.id)) * 1000 as int8)
            from unnest(cast(cast(?1 as text[]) as uuid[])) as u(id)""";
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Database database;

    RegistrationQueries(Database database) {
        this.database = database;
    }

    Optional<Registration> find(String tenant, UUID id) {
        return database
                .inTransaction(session -> snapshot(session)
                        .chain(() -> session.createNativeQuery(ONE, Object[].class)
                                .setParameter(1, id)
                                .setParameter(2, tenant)
                                .getResultList())
                        .chain(rows -> withCounts(session, rows)))
                .stream()
                .findFirst();
    }

    /** The uploads of a tenant, newest first, from behind {@code after}. */
    List<Registration> newest(String tenant, @Nullable UUID after, int limit) {
        return database.inTransaction(session -> snapshot(session)
                .chain(() -> session.createNativeQuery(NEWEST, Object[].class)
                        .setParameter(1, tenant)
                        .setParameter(2, after == null ? AFTER_ALL : after)
                        .setParameter(3, limit)
                        .getResultList())
                .chain(rows -> withCounts(session, rows)));
    }

    private static Uni<Integer> snapshot(StatelessSession session) {
        return session.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
    }

    private static Uni<List<Registration>> withCounts(StatelessSession session, List<Object[]> rows) {
        var registrations = rows.stream()
                .map(row -> StoredRows.registration(new Columns(row)))
                .toList();
        return tallies(session, registrations).chain(tallies -> {
            var complete = registrations.stream()
                    .filter(row -> pending(row, tallies) == 0)
                    .toList();
            return decided(session, complete)
                    .map(decided -> registrations.stream()
                            .map(row -> Registration.of(row, tally(tallies, row), decided.get(row.key())))
                            .toList());
        });
    }

    private static int pending(RegistrationRow row, Map<UUID, Map<String, Integer>> tallies) {
        return Registration.of(row, tally(tallies, row), null).counts().pending();
    }

    private static Map<String, Integer> tally(Map<UUID, Map<String, Integer>> tallies, RegistrationRow row) {
        return tallies.getOrDefault(row.key(), Map.of());
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

    private static Uni<Map<UUID, Instant>> decided(StatelessSession session, List<RegistrationRow> registrations) {
        return Rows.of(registrations)
                .uuid(RegistrationRow::key)
                .select(session, DECIDED)
                .map(rows -> {
                    var decided = new HashMap<UUID, Instant>();
                    for (var row : rows) {
                        var columns = new Columns(row);
                        UUID id = columns.uuid();
                        Instant at = columns.timeOrNull();
                        if (at != null) {
                            decided.put(id, at);
                        }
                    }
                    return decided;
                });
    }
}
