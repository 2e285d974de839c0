package dev.muster.operations.failure;

import dev.muster.operations.NewestFirst;
import dev.muster.operations.failure.FailureFilter.Conditions;
import dev.muster.runtime.problem.ProblemException;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what failed. */
@ApplicationScoped
public class Failures {

    private static final String COLUMNS = """
            select id, cast(extract(epoch from at) * 1000 as int8), kind, topic, partition, record_offset, code, stage,
              tenant, cast(registration_id as text), submission, device_id, cast(request_id as text), letter, exception,
              tries, source_topic, source_partition, source_offset, trace_id, replay_count, replay_of
            from failure where\s""";
    private static final String CONFLICTS = """
            select id, cast(extract(epoch from at) * 1000 as int8), cast(device_id as text), manufacturer,
              serial_number, supplier, sold_to, owner, declaration
            from conflict where at < ?1 or (at = ?1 and id < ?2) order by at desc, id desc limit ?3""";

    private static final String FIRST_OF_ITS_RECORD = """
            not exists (select from failure o where o.kind = 'dead-letter' and o.request_id = failure.request_id
              and o.id < failure.id)""";
    private static final String DEALT_WITH = """
            exists (select from replay_record c
              where c.letter = failure.letter and c.state <> 'cancelled' and c.fate <> 'under-way')""";

    private static final Pattern LETTER = Pattern.compile("[a-z]+-\\d+-\\d+");

    private final Database database;

    Failures(Database database) {
        this.database = database;
    }

    /** A failure and its place in the list. */
    public record Listed(long id, FailureRow row) {

        public NewestFirst listedAt() {
            return new NewestFirst(row.at().toEpochMilli(), id);
        }
    }

    /** Failures in a stretch of time, by code; dead letters, which are no decision, apart. */
    public record Count(Instant from, Map<String, Long> rejected, long deadLetters) {}

    /** A declaration that contradicts the ledger. */
    public record Conflict(
            long id,
            Instant at,
            UUID deviceId,
            String manufacturer,
            String serialNumber,
            String supplier,
            String soldTo,
            String owner,
            String declaration) {}

    /** The newest from behind {@code after}. */
    public List<Listed> newest(FailureFilter filter, NewestFirst after, int limit) {
        var conditions = filter.conditions();
        String time = conditions.parameter(Instant.ofEpochMilli(after.millis()));
        String id = conditions.parameter(after.id());
        String most = conditions.parameter(limit);
        return select(
                conditions.sql()
                        + " and (at, id) < (%s, %s) order by at desc, id desc limit %s".formatted(time, id, most),
                conditions);
    }

    /**
     * Dead letters that the filter finds, oldest first; behind them those that a replay has dealt with before. Of letters
     * about the same record, as a crash between the letter and the commit leaves them, only the first.
     */
    public List<Listed> oldest(FailureFilter filter, int limit) {
        var conditions = filter.deadLetters().conditions();
        String most = conditions.parameter(limit);
        return select(
                conditions.sql() + " and " + FIRST_OF_ITS_RECORD + " order by " + DEALT_WITH + ", id limit " + most,
                conditions);
    }

    /** The dead letter of that id; for a Request ID the newest of its letters. */
    public Optional<Listed> letter(String id) {
        var conditions = FailureFilter.ALL.deadLetters().conditions();
        UUID request = requestId(id);
        if (request == null) {
            conditions.add("letter = ?", id);
        } else {
            conditions.add("request_id = ?", request);
        }
        return select(conditions.sql() + " order by id desc limit 1", conditions).stream()
                .findFirst();
    }

    /** What is said of an id that {@link #letter} finds nothing for. */
    public static ProblemException noLetter(String id) {
        boolean named = requestId(id) != null || LETTER.matcher(id).matches();
        return ProblemException.notFound(
                named
                        ? "There is no dead letter " + id + ", or no longer: they are kept for 30 days."
                        : "'" + id + "' names no dead letter: its id is like claim-3-17, as the list of dead letters"
                                + " shows it; its Request ID will do too.");
    }

    /** The letters that a letter came back as after it was tried again, by the id of the letter it was. */
    public List<Listed> cameBackAs(String letter) {
        var conditions = FailureFilter.ALL.deadLetters().conditions();
        conditions.add("replay_of = ?", letter);
        return select(conditions.sql() + " order by id", conditions);
    }

    /** How much failed, in stretches of {@code bucket} that something failed in. */
    public List<Count> counts(FailureFilter filter, Duration bucket) {
        var conditions = filter.conditions();
        String seconds = conditions.parameter((double) bucket.toSeconds());
        List<Object[]> rows = run("""
                select cast(extract(epoch from date_bin(%s * interval '1 second', at, timestamptz 'epoch')) * 1000 as int8),
                  kind, code, count(*) from failure where %s group by 1, 2, 3 order by 1, 2, 3""".formatted(seconds, conditions.sql()), conditions);
        var counts = new LinkedHashMap<Long, Map<String, Long>>();
        var letters = new LinkedHashMap<Long, Long>();
        for (var row : rows) {
            long from = ((Number) row[0]).longValue();
            long count = ((Number) row[3]).longValue();
            var byCode = counts.computeIfAbsent(from, f -> new LinkedHashMap<>());
            if (FailureRow.REJECTED.equals(row[1])) {
                byCode.merge((String) row[2], count, Long::sum);
            } else {
                letters.merge(from, count, Long::sum);
            }
        }
        var all = new ArrayList<Count>();
        counts.forEach((from, byCode) ->
                all.add(new Count(Instant.ofEpochMilli(from), byCode, letters.getOrDefault(from, 0L))));
        return all;
    }

    /** The newest conflicts from behind {@code after}. */
    public List<Conflict> conflicts(NewestFirst after, int limit) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(CONFLICTS, Object[].class)
                .setParameter(1, Instant.ofEpochMilli(after.millis()))
                .setParameter(2, after.id())
                .setParameter(3, limit)
                .getResultList());
        return rows.stream()
                .map(row -> new Conflict(
                        number(row[0]),
                        Instant.ofEpochMilli(number(row[1])),
                        UUID.fromString((String) row[2]),
                        (String) row[3],
                        (String) row[4],
                        (String) row[5],
                        (String) row[6],
                        (String) row[7],
                        (String) row[8]))
                .toList();
    }

    private List<Listed> select(String rest, Conditions conditions) {
        return run(COLUMNS + rest, conditions).stream().map(Failures::listed).toList();
    }

    private List<Object[]> run(String sql, Conditions conditions) {
        return database.inTransaction(session -> {
            var query = session.createNativeQuery(sql, Object[].class);
            var parameters = conditions.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                query.setParameter(i + 1, parameters.get(i));
            }
            return query.getResultList();
        });
    }

    private static Listed listed(Object[] row) {
        return new Listed(
                number(row[0]),
                new FailureRow(
                        (String) row[2],
                        new Place((String) row[3], (int) number(row[4]), number(row[5])),
                        Instant.ofEpochMilli(number(row[1])),
                        (String) row[6],
                        (String) row[7],
                        (String) row[8],
                        id(row[9]),
                        (String) row[10],
                        (String) row[11],
                        id(row[12]),
                        row[13] == null ? null : letter(row)));
    }

    private static FailureRow.Letter letter(Object[] row) {
        return new FailureRow.Letter(
                (String) row[13],
                (String) row[14],
                row[15] == null ? null : (int) number(row[15]),
                (String) row[16],
                row[17] == null ? null : (int) number(row[17]),
                row[18] == null ? null : number(row[18]),
                (String) row[19],
                (int) number(row[20]),
                (String) row[21]);
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static @Nullable UUID id(@Nullable Object value) {
        return value == null ? null : UUID.fromString((String) value);
    }

    private static @Nullable UUID requestId(String id) {
        try {
            return id.length() == 36 ? UUID.fromString(id) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
