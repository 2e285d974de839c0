package dev.muster.status.registration;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.Field;
import dev.muster.model.event.UnreadableEventException;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.topic.TopicReader;
import dev.muster.runtime.topic.TopicReader.Place;
import dev.muster.runtime.topic.Topics;
import dev.muster.status.Columns;
import dev.muster.status.projection.Failed;
import dev.muster.status.projection.Outcome;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.status.store.StoredRows;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the failed rows of an upload, in order. A row that failed in the claim service comes from there without its
 * hardware hash, which travels once only: it is fetched from where the row was submitted, while that is kept.
 */
@ApplicationScoped
class FailureQueries {

    private static final String FAILED_ROWS =
            "from submission where registration_id = ?1 and tenant = ?2 and outcome between 1 and 4";
    private static final String SELECT = "select " + StoredRows.SUBMISSION_COLUMNS + FAILED_ROWS;
    private static final String PAGE =
            SELECT + " and (file, row) > (?3, ?4) and (?5 = '' or code = ?5) order by file, row limit ?6";

    /** From file to file by the index of failed rows: their texts hold hashes, and are read only until one will do. */
    private static final String FIRST_OF_FILES = """
            with recursive files(file) as (
              select min(file) %1$s
              union all
              select (select min(file) %1$s and file > files.file) from files where files.file is not null),
            firsts(file, row) as materialized (
              select files.file, coalesce(
                (select row %1$s and file = files.file and failed not like '%%"columns":{}%%' order by row limit 1),
                (select min(row) %1$s and file = files.file))
              from files where files.file is not null)
            %2$s and (file, row) in (select firsts.file, firsts.row from firsts) order by file""".formatted(FAILED_ROWS, SELECT);

    private final Database database;
    private final TopicReader reader;
    private final Topics topics;

    FailureQueries(Database database, TopicReader reader, Topics topics) {
        this.database = database;
        this.reader = reader;
        this.topics = topics;
    }

    /** A place in the order of an upload's rows. */
    record Position(int file, int row) {
        static final Position START = new Position(0, 0);

        static Position parse(String text) {
            String[] parts = text.split("/", 2);
            return new Position(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return file + "/" + row;
        }
    }

    /** Failed rows from behind {@code after}, of one code or of all. */
    List<Failure> page(
            String tenant, UUID registration, @Nullable FailureCode code, Position after, int limit, Locale language) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(PAGE, Object[].class)
                .setParameter(1, registration)
                .setParameter(2, tenant)
                .setParameter(3, after.file())
                .setParameter(4, after.row())
                .setParameter(5, code == null ? "" : code.code())
                .setParameter(6, limit)
                .getResultList());
        return failures(rows, language);
    }

    /** One failed row of each file, with the columns of that file where one of its rows came with them. */
    List<Failure> firstOfFiles(String tenant, UUID registration) {
        List<Object[]> rows =
                database.inTransaction(session -> session.createNativeQuery(FIRST_OF_FILES, Object[].class)
                        .setParameter(1, registration)
                        .setParameter(2, tenant)
                        .getResultList());
        return failures(rows, Locale.ENGLISH);
    }

    private List<Failure> failures(List<Object[]> rows, Locale language) {
        var submissions = rows.stream()
                .map(row -> StoredRows.submission(new Columns(row)))
                .toList();
        var places = submissions.stream()
                .filter(FailureQueries::lacksItsHash)
                .map(FailureQueries::place)
                .filter(Objects::nonNull)
                .toList();
        var records = places.isEmpty()
                ? Map.<Place, ConsumerRecord<byte[], byte[]>>of()
                : reader.read(topics.name(Topic.DEVICE_SUBMITTED), places);
        return submissions.stream()
                .map(row -> failure(row, columns(row, records), language))
                .toList();
    }

    private static boolean lacksItsHash(SubmissionRow row) {
        return row.outcome() == Outcome.REFUSED_BY_CLAIM
                || failed(row).columns().isEmpty();
    }

    private static @Nullable Place place(SubmissionRow row) {
        return row.source() == null
                ? null
                : new Place(row.source().partition(), row.source().offset());
    }

    private static Map<String, @Nullable String> columns(
            SubmissionRow row, Map<Place, ConsumerRecord<byte[], byte[]>> records) {
        Place place = place(row);
        var record = place == null ? null : records.get(place);
        return Optional.ofNullable(record)
                .flatMap(FailureQueries::submitted)
                .filter(submitted -> submitted.submission().equals(row.key()))
                .map(DeviceSubmitted::row)
                .map(FailureQueries::withoutNulls)
                .orElseGet(() -> withoutNulls(failed(row).columns()));
    }

    private static Optional<DeviceSubmitted> submitted(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventJson.read(record.value()) instanceof DeviceSubmitted submitted
                    ? Optional.of(submitted)
                    : Optional.empty();
        } catch (UnreadableEventException e) {
            return Optional.empty();
        }
    }

    private static Map<String, @Nullable String> withoutNulls(Map<String, @Nullable String> columns) {
        var shown = new LinkedHashMap<String, @Nullable String>();
        columns.forEach((name, value) -> shown.put(name, value == null ? "" : value));
        return shown;
    }

    private static Failure failure(SubmissionRow row, Map<String, @Nullable String> columns, Locale language) {
        Failed failed = failed(row);
        FailureCode code = failed.code();
        return new Failure(
                row.key().file(),
                row.key().row(),
                code,
                code.title(language),
                code.text(language),
                failed.findings().isEmpty()
                        ? null
                        : failed.findings().getFirst().detail(),
                code.importerCode(),
                failed.requestId(),
                failed.findings(),
                row.deviceId(),
                row.attributes().serialNumber(),
                columns,
                failed.originalLine());
    }

    private static Failed failed(SubmissionRow row) {
        return Objects.requireNonNull(row.failed());
    }

    /** What a column means, or the name of one that means nothing: the same in two files with other names. */
    static Object meaning(String column) {
        Field field = Field.of(column);
        return field == null ? column : field;
    }
}
