package dev.muster.ingest.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.ingest.IngestConfig;
import dev.muster.model.identity.Uuids;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** The table of uploads: what was begun, how far it came, and how it was answered. */
@ApplicationScoped
public class UploadStore {

    private static final String SELECT_BY_KEY =
            "select * from upload where tenant = ?1 and kind = ?2 and idempotency_key = ?3 for update";
    private static final String SELECT_BY_ID = "select * from upload where id = ?1 and kind = ?2 and tenant = ?3";
    private static final String INSERT = """
            insert into upload (id, kind, tenant, partner, subject, idempotency_key, order_id, purchase_id, submitted_at,
              state, attempt, holder, leased_until, traceparent)
            select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, timestamptz 'epoch' + ?9 * interval '1 millisecond', 'receiving', 1,
              ?10, now() + ?11 * interval '1 millisecond', ?12
            where (select count(*) from upload where tenant = ?3 and state = 'receiving' and leased_until > now()) < ?13
            on conflict do nothing""";
    private static final String TAKE_UP = """
            update upload set state = 'receiving', attempt = attempt + 1, holder = ?2,
              leased_until = now() + ?3 * interval '1 millisecond', traceparent = ?4
            where id = ?1 and state <> 'closed' and (state = 'interrupted' or leased_until <= now())""";
    private static final String ADD_CHUNK =
            "insert into chunk (upload_id, number, digest) values (?1, ?2, ?3) on conflict do nothing";
    private static final String CHUNK_DIGEST = "select digest from chunk where upload_id = ?1 and number = ?2";
    private static final String ACKNOWLEDGE =
            "update upload set acknowledged_chunks = greatest(acknowledged_chunks, ?2) where id = ?1";
    private static final String CLOSE = """
            update upload set state = 'closed', digest = ?3, answer = ?4
            where id = ?1 and attempt = ?2 and state <> 'closed'""";
    private static final String FORGET_KEYS = """
            update upload set idempotency_key = null where idempotency_key is not null and state <> 'receiving'
              and submitted_at < now() - ?1 * interval '1 millisecond'""";
    private static final String FORGET = """
            delete from upload where state <> 'receiving'
              and submitted_at < now() - case kind when 'manifest' then cast(?2 as int8) else cast(?1 as int8) end
                * interval '1 millisecond'""";

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;
    private final IngestConfig config;

    /** The name under which this process holds leases. */
    private final UUID holder = UUID.randomUUID();

    UploadStore(Database database, ObjectMapper json, Clock clock, IngestConfig config) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    /** Begins an upload, takes it up again, or finds that it was answered; throws ProblemException where it may not. */
    Opening open(Kind kind, UploadRequest request) {
        var now = clock.instant();
        String key = request.idempotencyKey();
        var fresh = new Upload(
                Uuids.timeOrdered(now),
                kind,
                request.caller(),
                1,
                key,
                request.orderId(),
                request.purchaseId(),
                now,
                request.trace(),
                0);
        return key == null
                ? database.withoutTransaction(session -> begin(session, fresh))
                : database.inTransaction(session -> known(session, fresh)
                        .chain(found -> found == null ? begin(session, fresh) : goOn(session, found, request)));
    }

    private static Uni<@Nullable UploadEntity> known(StatelessSession session, Upload upload) {
        return upload.idempotencyKey() == null
                ? Uni.createFrom().nullItem()
                : session.createNativeQuery(SELECT_BY_KEY, UploadEntity.class)
                        .setParameter(1, upload.caller().tenant())
                        .setParameter(2, upload.kind().stored())
                        .setParameter(3, upload.idempotencyKey())
                        .getSingleResultOrNull();
    }

    private Uni<Opening> begin(StatelessSession session, Upload upload) {
        return session.createNativeQuery(INSERT)
                .setParameter(1, upload.id())
                .setParameter(2, upload.kind().stored())
                .setParameter(3, upload.caller().tenant())
                .setParameter(4, upload.caller().partner())
                .setParameter(5, upload.caller().subject())
                .setParameter(6, upload.idempotencyKey())
                .setParameter(7, upload.orderId())
                .setParameter(8, upload.purchaseId())
                .setParameter(9, upload.submittedAt().toEpochMilli())
                .setParameter(10, holder)
                .setParameter(11, config.lease().toMillis())
                .setParameter(12, upload.trace().toString())
                .setParameter(13, config.maxUploads())
                .executeUpdate()
                .chain(inserted -> inserted == 0
                        ? whyNotBegun(session, upload)
                        : Uni.createFrom().item(new Opening.Begun(upload)));
    }

    private Uni<Opening> whyNotBegun(StatelessSession session, Upload upload) {
        return known(session, upload).map(sameKey -> {
            throw sameKey == null
                    ? UploadProblems.tooMany(config.maxUploads())
                    : UploadProblems.inProgress(); // it has arrived twice at the same moment
        });
    }

    private Uni<Opening> goOn(StatelessSession session, UploadEntity found, UploadRequest request) {
        if (found.state.equals(UploadEntity.CLOSED)) {
            return Uni.createFrom()
                    .item(new Opening.Answered(
                            Objects.requireNonNull(found.digest), answer(Objects.requireNonNull(found.answer))));
        }
        if (!Objects.equals(found.orderId, request.orderId())
                || !Objects.equals(found.purchaseId, request.purchaseId())) {
            throw UploadProblems.conflict();
        }
        return session.createNativeQuery(TAKE_UP)
                .setParameter(1, found.id)
                .setParameter(2, holder)
                .setParameter(3, config.lease().toMillis())
                .setParameter(4, request.trace().toString())
                .executeUpdate()
                .map(taken -> {
                    if (taken == 0) {
                        throw UploadProblems.inProgress();
                    }
                    return new Opening.Begun(found.upload(found.attempt + 1, request.trace()));
                });
    }

    /** Stores the digest of a chunk before its first row is produced; false where an earlier attempt had another one. */
    boolean isSameChunk(Upload upload, int number, String digest, int acknowledged) {
        return database.inTransaction(session -> session.createNativeQuery(ADD_CHUNK)
                .setParameter(1, upload.id())
                .setParameter(2, number)
                .setParameter(3, digest)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(ACKNOWLEDGE)
                        .setParameter(1, upload.id())
                        .setParameter(2, acknowledged)
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(CHUNK_DIGEST, String.class)
                        .setParameter(1, upload.id())
                        .setParameter(2, number)
                        .getSingleResult())
                .map(digest::equals));
    }

    /** Keeps the answer; throws RacedException where another attempt is reading the upload by now. */
    void close(Upload upload, @Nullable String digest, UploadAnswer answer) {
        int closed = database.withoutTransaction(session -> session.createNativeQuery(CLOSE)
                .setParameter(1, upload.id())
                .setParameter(2, upload.attempt())
                .setParameter(3, digest)
                .setParameter(4, write(answer))
                .executeUpdate());
        if (closed == 0) {
            throw new RacedException("another attempt has taken the upload over");
        }
    }

    /** Forgets keys that are not to be remembered any longer, and uploads about which nobody can ask any longer. */
    void forgetOld() {
        database.inTransaction(session -> session.createNativeQuery(FORGET_KEYS)
                .setParameter(1, config.keyKept().toMillis())
                .executeUpdate()
                .chain(() -> session.createNativeQuery(FORGET)
                        .setParameter(1, config.keyKept().toMillis())
                        .setParameter(2, config.manifestKept().toMillis())
                        .executeUpdate()));
    }

    /** What is known of an upload; null where {@code tenant} has none of that kind and id. */
    public @Nullable Known find(Kind kind, UUID id, String tenant) {
        return database.withoutTransaction(session -> session.createNativeQuery(SELECT_BY_ID, UploadEntity.class)
                .setParameter(1, id)
                .setParameter(2, kind.stored())
                .setParameter(3, tenant)
                .getSingleResultOrNull()
                .map(row -> row == null
                        ? null
                        : new Known(row.id, row.state, row.answer == null ? null : answer(row.answer))));
    }

    /**
     * What is known of an upload.
     *
     * @param state {@code receiving}, {@code interrupted} or {@code closed}
     * @param answer once it is closed
     */
    public record Known(UUID id, String state, @Nullable UploadAnswer answer) {}

    private UploadAnswer answer(String stored) {
        try {
            return json.readValue(stored, UploadAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer cannot be read", e);
        }
    }

    private String write(UploadAnswer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
