package dev.muster.operations.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.operations.failure.Place;
import dev.muster.storage.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replays in PostgreSQL, for those who ask about them. */
@ApplicationScoped
public class ReplayStore {

    private static final String OF_LETTER = """
            select cast(r.id as text), r.requested_by, c.state, cast(extract(epoch from c.at) * 1000 as int8), c.topic,
              c.partition, c.sent_offset
            from replay_record c join replay r on r.id = c.replay_id where c.letter = ?1 order by c.at""";
    private static final String CANCEL =
            "update replay set state = 'cancelled', finished_at = now() where id = ?1 and state = 'running'";
    private static final String CANCEL_WAITING =
            "update replay_record set state = 'cancelled', at = now() where replay_id = ?1 and state = 'waiting'";

    private final Database database;
    private final ObjectMapper json;

    ReplayStore(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A replay's place in the list that is newest first. */
    record Newest(Instant requestedAt, UUID id) {

        static Newest of(Replay replay) {
            return new Newest(replay.requestedAt(), replay.id());
        }

        /** What {@link #toString} wrote. */
        static Newest parse(String text) {
            String[] parts = text.split("/", -1);
            return new Newest(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return requestedAt + "/" + id;
        }
    }

    /** One replay. */
    Optional<Replay> find(UUID id) {
        return replays("id = ?1", List.of(id)).stream().findFirst();
    }

    /** The newest from behind {@code after}, null for the newest of all; {@code limit} of them at most. */
    List<Replay> newest(@Nullable Newest after, int limit) {
        return after == null
                ? replays("true order by requested_at desc, id desc limit ?1", List.of(limit))
                : replays(
                        "(requested_at, id) < (?2, ?3) order by requested_at desc, id desc limit ?1",
                        List.of(limit, after.requestedAt(), after.id()));
    }

    /** Each time that a letter was tried again, oldest first. */
    public List<Replayed> ofLetter(String letter) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(OF_LETTER, Object[].class)
                .setParameter(1, letter)
                .getResultList());
        return rows.stream().map(ReplayStore::replayed).toList();
    }

    /** Sends no more of it. */
    void cancel(UUID replay) {
        var unused = database.inTransaction(session -> session.createNativeQuery(CANCEL)
                .setParameter(1, replay)
                .executeUpdate()
                .chain(changed -> changed == 0
                        ? Uni.createFrom().item(0)
                        : session.createNativeQuery(CANCEL_WAITING)
                                .setParameter(1, replay)
                                .executeUpdate()));
    }

    private List<Replay> replays(String which, List<Object> parameters) {
        List<Object[]> rows = database.inTransaction(session -> {
            var query = session.createNativeQuery("""
            select cast(r.id as text), r.state, r.requested_by, cast(extract(epoch from r.requested_at) * 1000 as int8),
              cast(extract(epoch from r.finished_at) * 1000 as int8), r.selection, r.rate, c.state, c.fate, c.count
            from (select * from replay where %s) r
            left join lateral (select state, fate, count(*) from replay_record where replay_id = r.id group by 1, 2) c
              on true
            order by r.requested_at desc, r.id desc""".formatted(which), Object[].class);
            for (int i = 0; i < parameters.size(); i++) {
                query.setParameter(i + 1, parameters.get(i));
            }
            return query.getResultList();
        });
        var byReplay = new LinkedHashMap<String, List<Object[]>>();
        rows.forEach(row -> byReplay.computeIfAbsent((String) row[0], key -> new ArrayList<>())
                .add(row));
        return byReplay.values().stream().map(this::replay).toList();
    }

    private Replay replay(List<Object[]> rows) {
        var counts = new LinkedHashMap<String, Long>();
        var leftOut = new LinkedHashMap<String, Long>();
        for (var row : rows) {
            if (row[7] != null) {
                long count = ((Number) row[9]).longValue();
                counts.merge((String) row[7], count, Long::sum);
                if ("left-out".equals(row[7])) {
                    leftOut.merge((String) row[8], count, Long::sum);
                }
            }
        }
        var first = rows.getFirst();
        return new Replay(
                UUID.fromString((String) first[0]),
                (String) first[1],
                (String) first[2],
                time(first[3]),
                first[4] == null ? null : time(first[4]),
                read((String) first[5]),
                ((Number) first[6]).intValue(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                counts,
                leftOut);
    }

    private static Replayed replayed(Object[] row) {
        return new Replayed(
                UUID.fromString((String) row[0]),
                (String) row[1],
                (String) row[2],
                time(row[3]),
                row[6] == null
                        ? null
                        : new Place((String) row[4], ((Number) row[5]).intValue(), ((Number) row[6]).longValue()));
    }

    private static Instant time(Object millis) {
        return Instant.ofEpochMilli(((Number) millis).longValue());
    }

    private Wanted read(String wanted) {
        try {
            return json.readValue(wanted, Wanted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request that cannot be read", e);
        }
    }
}
