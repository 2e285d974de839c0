package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The leases in the table of uploads. An upload that is being read is leased to one process; leases are measured by the
 * database's clock alone. Whoever finds a lost lease can take the upload up again, as its next attempt.
 */
@ApplicationScoped
class LeaseStore {

    private static final String RENEW = """
            update upload u set leased_until = now() + r.lease * interval '1 millisecond'
            from (select unnest(cast(?1 as uuid[])) as id, unnest(cast(?2 as int4[])) as attempt,
              unnest(cast(?3 as int8[])) as lease) r
            where u.id = r.id and u.attempt = r.attempt and u.state = 'receiving' and u.leased_until > now()""";
    private static final String LET_GO = """
            update upload set leased_until = now(), acknowledged_chunks = greatest(acknowledged_chunks, ?3)
            where id = ?1 and attempt = ?2 and state = 'receiving'""";
    private static final String LOST =
            "select * from upload where state = 'receiving' and leased_until <= now() order by leased_until limit 100";
    private static final String INTERRUPT = """
            update upload set state = 'interrupted'
            where id = ?1 and attempt = ?2 and state = 'receiving' and leased_until <= now()""";

    private final Database database;
    private final IngestConfig config;

    /** What this process reads now: no other lease is renewed, whatever the table says that it holds. */
    private final Set<Attempt> reading = ConcurrentHashMap.newKeySet();

    private record Attempt(UUID id, int number) {
        static Attempt of(Upload upload) {
            return new Attempt(upload.id(), upload.attempt());
        }
    }

    LeaseStore(Database database, IngestConfig config) {
        this.database = database;
        this.config = config;
    }

    /** This process reads the upload from now on: its lease is renewed. */
    void hold(Upload upload) {
        reading.add(Attempt.of(upload));
    }

    /** Gives up the lease at once, so that the upload can be taken up without waiting. */
    void letGo(Upload upload, int acknowledged) {
        database.withoutTransaction(session -> session.createNativeQuery(LET_GO)
                .setParameter(1, upload.id())
                .setParameter(2, upload.attempt())
                .setParameter(3, acknowledged)
                .executeUpdate());
    }

    /** This process does not read the upload any more: its lease is not renewed, even where it could not be given up. */
    void left(Upload upload) {
        reading.remove(Attempt.of(upload));
    }

    /** Says that this process is alive: for all that it reads. */
    void renew() {
        var leases = Rows.of(List.copyOf(reading))
                .uuid(Attempt::id)
                .int4(Attempt::number)
                .int8(attempt -> config.lease().toMillis());
        database.withoutTransaction(session -> leases.update(session, RENEW));
    }

    /** Uploads that nobody reads any more and that were not read to their end. */
    List<Upload> lost() {
        return database
                .withoutTransaction(session ->
                        session.createNativeQuery(LOST, UploadEntity.class).getResultList())
                .stream()
                .map(row -> row.upload(row.attempt, TraceParent.of(row.traceparent)))
                .toList();
    }

    /** Marks an upload that nobody reads any more. */
    void interrupt(Upload upload) {
        database.withoutTransaction(session -> session.createNativeQuery(INTERRUPT)
                .setParameter(1, upload.id())
                .setParameter(2, upload.attempt())
                .executeUpdate());
    }
}
