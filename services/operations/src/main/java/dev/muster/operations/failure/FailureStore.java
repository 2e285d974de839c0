package dev.muster.operations.failure;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.topic.Topic;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps what failed for as long as the topics keep it; the same record noted again changes nothing. */
@ApplicationScoped
class FailureStore {

    private static final Logger LOG = Logger.getLogger(FailureStore.class);
    private static final Duration KEPT = Objects.requireNonNull(Topic.DEVICE_REJECTED.retention());

    private static final String INSERT_FAILURES = """
            insert into failure (kind, topic, partition, record_offset, at, code, stage, tenant, registration_id,
              submission, device_id, request_id, letter, exception, tries, source_topic, source_partition,
              source_offset, trace_id, replay_count, replay_of)
            select kind, topic, partition, record_offset, timestamptz 'epoch' + at * interval '1 millisecond', code,
              stage, tenant, registration_id, submission, device_id, request_id, letter,
              exception, tries, source_topic, source_partition, source_offset, trace_id, replay_count, replay_of
            from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as int4[]), cast(?4 as int8[]),
              cast(?5 as int8[]), cast(?6 as text[]), cast(?7 as text[]), cast(?8 as text[]), cast(?9 as uuid[]),
              cast(?10 as text[]), cast(?11 as text[]), cast(?12 as uuid[]), cast(?13 as text[]), cast(?14 as text[]),
              cast(?15 as int4[]), cast(?16 as text[]), cast(?17 as int4[]), cast(?18 as int8[]), cast(?19 as text[]),
              cast(?20 as int4[]), cast(?21 as text[]))
              as n(kind, topic, partition, record_offset, at, code, stage, tenant, registration_id, submission,
              device_id, request_id, letter, exception, tries, source_topic, source_partition, source_offset, trace_id,
              replay_count, replay_of)
            on conflict on constraint one_row_a_record do nothing""";
    private static final String INSERT_CONFLICTS = """
            insert into conflict (topic, partition, record_offset, at, device_id, manufacturer, serial_number, supplier,
              sold_to, owner, declaration)
            select topic, partition, record_offset, timestamptz 'epoch' + at * interval '1 millisecond',
              device_id, manufacturer, serial_number, supplier, sold_to, owner, declaration
            from unnest(cast(?1 as text[]), cast(?2 as int4[]), cast(?3 as int8[]), cast(?4 as int8[]),
              cast(?5 as uuid[]), cast(?6 as text[]), cast(?7 as text[]), cast(?8 as text[]), cast(?9 as text[]),
              cast(?10 as text[]), cast(?11 as text[]))
              as n(topic, partition, record_offset, at, device_id, manufacturer, serial_number, supplier, sold_to,
              owner, declaration)
            on conflict on constraint one_conflict_a_record do nothing""";
    private static final String FORGET_REJECTED = "delete from failure where kind = 'rejected' and at < ?1";
    private static final String FORGET_LETTERS = "delete from failure where kind = 'dead-letter' and at < ?1";
    private static final String FORGET_CONFLICTS = "delete from conflict where at < ?1";

    private final Database database;
    private final Clock clock;

    FailureStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void note(List<FailureRow> failures, Map<Place, DeviceContested> conflicts) {
        var unused = database.inTransaction(session -> columns(failures)
                .update(session, INSERT_FAILURES)
                .chain(() -> conflictColumns(conflicts).update(session, INSERT_CONFLICTS)));
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOld() {
        try {
            forgetOld(clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("put off work=forget cause=%s", e);
        }
    }

    void forgetOld(Instant now) {
        delete(FORGET_REJECTED, now.minus(KEPT));
        delete(FORGET_LETTERS, now.minus(Topic.DEAD_LETTER_RETENTION));
        delete(FORGET_CONFLICTS, now.minus(KEPT));
    }

    private void delete(String sql, Instant before) {
        var unused = database.inTransaction(session ->
                session.createNativeQuery(sql).setParameter(1, before).executeUpdate());
    }

    private static Rows<FailureRow> columns(List<FailureRow> failures) {
        return Rows.of(failures)
                .text(FailureRow::kind)
                .text(row -> row.place().topic())
                .int4(row -> row.place().partition())
                .int8(row -> row.place().offset())
                .millis(FailureRow::at)
                .text(FailureRow::code)
                .text(FailureRow::stage)
                .text(FailureRow::tenant)
                .uuid(FailureRow::registration)
                .text(FailureRow::submission)
                .text(FailureRow::deviceId)
                .uuid(FailureRow::requestId)
                .text(letter(FailureRow.Letter::id))
                .text(letter(FailureRow.Letter::exception))
                .int4(letter(FailureRow.Letter::tries))
                .text(letter(FailureRow.Letter::sourceTopic))
                .int4(letter(FailureRow.Letter::sourcePartition))
                .int8(letter(FailureRow.Letter::sourceOffset))
                .text(letter(FailureRow.Letter::traceId))
                .int4(row -> row.letter() == null ? 0 : row.letter().replayCount())
                .text(letter(FailureRow.Letter::replayOf));
    }

    private static <T> Function<FailureRow, @Nullable T> letter(Function<FailureRow.Letter, @Nullable T> of) {
        return row -> row.letter() == null ? null : of.apply(row.letter());
    }

    private static Rows<Map.Entry<Place, DeviceContested>> conflictColumns(Map<Place, DeviceContested> conflicts) {
        return Rows.of(conflicts.entrySet())
                .text(entry -> entry.getKey().topic())
                .int4(entry -> entry.getKey().partition())
                .int8(entry -> entry.getKey().offset())
                .millis(entry -> entry.getValue().decidedAt())
                .uuid(entry -> entry.getValue().deviceId())
                .text(entry -> entry.getValue().manufacturer())
                .text(entry -> entry.getValue().serialNumber())
                .text(entry -> entry.getValue().supplier())
                .text(entry -> entry.getValue().soldTo())
                .text(entry -> entry.getValue().owner())
                .text(entry -> entry.getValue().declaration().toString());
    }
}
