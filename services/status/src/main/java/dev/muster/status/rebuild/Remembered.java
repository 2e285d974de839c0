package dev.muster.status.rebuild;

import dev.muster.model.identity.SubmissionId;
import dev.muster.status.Columns;
import dev.muster.status.projection.Assignment;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.store.StoredRows;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the serving tables know and the topics lose or never had: rows that are undecided after their submission has left
 * its topic, who is to use a device, when and with whom it was last seen, who asked for a release.
 */
@ApplicationScoped
class Remembered {

    private static final int PAGE = 4000;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String SUBMISSIONS = "select " + StoredRows.SUBMISSION_COLUMNS + """
            from submission where (registration_id, file, row) > (?1, ?2, ?3) and outcome <= 1
              and source_offset is not null
            order by registration_id, file, row limit ?4""";
    private static final String DEVICES = """
            select tenant, cast(device_id as text), cast(registration_id as text), file, row, assigned_user,
              cast(extract(epoch from last_seen_at) * 1000 as int8), last_user
            from device where (tenant, device_id) > (?1, ?2) and (assigned_user is not null or last_seen_at is not null)
            order by tenant, device_id limit ?3""";
    private static final String RELEASES = """
            select cast(release_id as text), tenant, cast(device_id as text),
              cast(extract(epoch from decided_at) * 1000 as int8), requested_by, partner
            from release where release_id > ?1 and requested_by is not null order by release_id limit ?2""";

    private final Database database;

    Remembered(Database database) {
        this.database = database;
    }

    /**
     * Hands all of it over, page by page, as facts among facts.
     *
     * @param begins the first offset that the topic of submissions still keeps, by partition
     */
    void each(Expiry expiry, Map<Integer, Long> begins, Consumer<Changes> consumer) {
        pages(
                expiry,
                new SubmissionId(FIRST, 1, 1),
                this::submissions,
                (row, changes) -> submission(row, begins, changes),
                consumer);
        pages(expiry, new DeviceRow.Key("", FIRST), this::devices, Remembered::device, consumer);
        pages(expiry, FIRST, this::releases, Remembered::release, consumer);
    }

    private static <K> void pages(
            Expiry expiry,
            K first,
            Function<K, List<Object[]>> query,
            BiFunction<Columns, Changes, K> add,
            Consumer<Changes> consumer) {
        var after = first;
        List<Object[]> page;
        do {
            page = query.apply(after);
            var changes = new Changes(expiry);
            for (var row : page) {
                after = add.apply(new Columns(row), changes);
            }
            consumer.accept(changes);
        } while (page.size() == PAGE);
    }

    private List<Object[]> submissions(SubmissionId after) {
        return database.inTransaction(session -> session.createNativeQuery(SUBMISSIONS, Object[].class)
                .setParameter(1, after.registration())
                .setParameter(2, after.file())
                .setParameter(3, after.row())
                .setParameter(4, PAGE)
                .getResultList());
    }

    private static SubmissionId submission(Columns c, Map<Integer, Long> begins, Changes changes) {
        SubmissionRow row = StoredRows.submission(c);
        var source = row.source();
        if (source != null && source.offset() < begins.getOrDefault(source.partition(), 0L)) {
            changes.remember(row);
        }
        return row.key();
    }

    private List<Object[]> devices(DeviceRow.Key after) {
        return database.inTransaction(session -> session.createNativeQuery(DEVICES, Object[].class)
                .setParameter(1, after.tenant())
                .setParameter(2, after.deviceId())
                .setParameter(3, PAGE)
                .getResultList());
    }

    private static DeviceRow.Key device(Columns c, Changes changes) {
        var key = new DeviceRow.Key(c.required(), c.uuid());
        UUID registration = c.uuidOrNull();
        var file = c.int4OrNull();
        var row = c.int4OrNull();
        String user = c.text();
        if (registration != null && file != null && row != null && user != null) {
            changes.remember(new Assignment(key, new SubmissionId(registration, file, row), user));
        }
        var lastSeenAt = c.timeOrNull();
        String lastUser = c.text();
        if (lastSeenAt != null) {
            changes.remember(DeviceRow.seen(key, new DeviceRow.Sighting(lastSeenAt, lastUser)));
        }
        return key;
    }

    private List<Object[]> releases(UUID after) {
        return database.inTransaction(session -> session.createNativeQuery(RELEASES, Object[].class)
                .setParameter(1, after)
                .setParameter(2, PAGE)
                .getResultList());
    }

    private static UUID release(Columns c, Changes changes) {
        UUID id = c.uuid();
        changes.remember(
                new ReleaseRow(id, c.required(), c.uuid(), ReleaseRow.State.PENDING, c.time(), c.text(), c.text()));
        return id;
    }
}
