package dev.muster.operations.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.operations.failure.Place;
import dev.muster.operations.guard.Fate;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Replays and their records in PostgreSQL. */
@ApplicationScoped
public class ReplayStore {

    private static final String INSERT = """
            insert into replay (id, requested_by, requested_at, selection, rate, state)
            values (?1, ?2, ?3, ?4, ?5, 'running')""";
    private static final String INSERT_RECORDS = """
            insert into replay_record (replay_id, letter, position, state, fate, count, topic, partition, at)
            select cast(replay_id as uuid), letter, position, state, fate, count, topic, partition,
              timestamptz 'epoch' + at * interval '1 millisecond'
            from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as int4[]), cast(?4 as text[]),
              cast(?5 as text[]), cast(?6 as int4[]), cast(?7 as text[]), cast(?8 as int4[]), cast(?9 as int8[]))
              as n(replay_id, letter, position, state, fate, count, topic, partition, at)""";
    private static final String SENDS = """
            select c.letter, count(*) filter (where c.state in ('sent', 'sending')),
              count(*) filter (where c.state = 'sending' or (c.state = 'waiting' and r.state = 'running'))
            from replay_record c join replay r on r.id = c.replay_id
            where c.letter = any(cast(?1 as text[])) group by c.letter""";
    private static final String OF_LETTER = """
            select cast(r.id as text), r.requested_by, c.state, cast(extract(epoch from c.at) * 1000 as int8)
            from replay_record c join replay r on r.id = c.replay_id where c.letter = ?1 order by c.at""";
    private static final String TAKE_UP = """
            update replay set lease_owner = ?1, leased_until = now() + interval '30 seconds'
            where id = (select id from replay r
              where (lease_owner is null or lease_owner = ?1 or leased_until < now()) and (state = 'running'
                or exists (select from replay_record c where c.replay_id = r.id and c.state = 'sending'))
              order by requested_at limit 1 for update skip locked)
            returning cast(id as text), rate""";
    private static final String RENEW = """
            update replay set leased_until = now() + interval '30 seconds'
            where id = ?1 and lease_owner = ?2 and leased_until > now() and state = 'running'""";
    private static final String NEXT = """
            select c.letter, c.topic, c.partition, c.count, c.sent_after, f.topic as letters, f.partition as letter_partition,
              f.record_offset
            from replay_record c left join failure f on f.letter = c.letter
            where c.replay_id = ?1 and c.state = ?2 order by c.position limit ?3""";
    private static final String MARK_SENDING = """
            update replay_record c set state = 'sending', at = now(), sent_after = n.sent_after
            from unnest(cast(?1 as text[]), cast(?2 as text[]), cast(?3 as text[]), cast(?4 as int8[]))
              as n(replay_id, owner, letter, sent_after)
            join replay r on r.id = cast(n.replay_id as uuid) and r.lease_owner = cast(n.owner as uuid)
              and r.leased_until > now()
            where c.replay_id = r.id and c.letter = n.letter and c.state = 'waiting'""";

    /** Locks the replay, so that none of its records is left waiting by a cancel in the same moment. */
    private static final String MARK = """
            with leased as (select id, state from replay where id = ?1 and lease_owner = ?2 for update)
            update replay_record c set at = now(),
              state = case when cast(?3 as text) = 'waiting' and r.state <> 'running' then 'cancelled' else cast(?3 as text) end
            from leased r
            where c.replay_id = r.id and c.letter = any(cast(?4 as text[])) and c.state = ?5""";

    private static final String FINISH =
            "update replay set state = 'completed', finished_at = now() where id = ?1 and state = 'running'";
    private static final String CANCEL =
            "update replay set state = 'cancelled', finished_at = now() where id = ?1 and state = 'running'";
    private static final String CANCEL_WAITING =
            "update replay_record set state = 'cancelled', at = now() where replay_id = ?1 and state = 'waiting'";

    /** Two that choose at the same moment must not both choose the same letter. */
    private static final String ONE_AT_A_TIME = "select 1 from (select pg_advisory_xact_lock(808505)) as locked";

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    ReplayStore(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** How often a letter was sent, and whether it is to be. */
    record Sends(int sent, boolean underWay) {
        static final Sends NONE = new Sends(0, false);
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

    /** A replay that this process has taken up. */
    record Lease(UUID replay, int rate) {}

    /**
     * A letter that is to be sent, or was perhaps.
     *
     * @param count how often it will have been tried again, this time included
     * @param sentAfter where its partition ended just before it was sent
     * @param letters where the letter lies; null once it is not listed any more
     */
    record Due(
            String letter,
            String topic,
            int partition,
            int count,
            @Nullable Long sentAfter,
            @Nullable Place letters) {}

    /** Records a replay of what was chosen; what another has under way, or has sent, in the meantime is left out. */
    UUID create(Wanted wanted, String requestedBy, List<Chosen> chosen) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as it is read, and as a page goes on from it
        var unused = database.inTransaction(session -> session.createNativeQuery(ONE_AT_A_TIME)
                .getSingleResult()
                .chain(() ->
                        sends(session, chosen.stream().map(c -> c.letter().id()).toList()))
                .chain(sends -> session.createNativeQuery(INSERT)
                        .setParameter(1, id)
                        .setParameter(2, requestedBy)
                        .setParameter(3, now)
                        .setParameter(4, write(wanted))
                        .setParameter(5, wanted.rate())
                        .executeUpdate()
                        .chain(() -> columns(id, now, withoutThoseTaken(chosen, sends))
                                .update(session, INSERT_RECORDS))));
        return id;
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

    /** How often each of these letters was sent. */
    Map<String, Sends> sendsOf(List<String> letters) {
        return database.inTransaction(session -> sends(session, letters));
    }

    /** Each time that a letter was tried again, oldest first. */
    public List<Replayed> ofLetter(String letter) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(OF_LETTER, Object[].class)
                .setParameter(1, letter)
                .getResultList());
        return rows.stream()
                .map(row ->
                        new Replayed(UUID.fromString((String) row[0]), (String) row[1], (String) row[2], time(row[3])))
                .toList();
    }

    /** Takes up a replay that nobody works on, for half a minute. */
    Optional<Lease> takeUp(UUID owner) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(TAKE_UP, Object[].class)
                .setParameter(1, owner)
                .getResultList());
        return rows.stream()
                .findFirst()
                .map(row -> new Lease(UUID.fromString((String) row[0]), ((Number) row[1]).intValue()));
    }

    /** Half a minute more; false where it was cancelled, or another has taken it up. */
    boolean renew(UUID replay, UUID owner) {
        return update(RENEW, replay, owner) == 1;
    }

    /** The next letters of a replay that are in {@code state}. */
    List<Due> next(UUID replay, String state, int limit) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(NEXT, Object[].class)
                .setParameter(1, replay)
                .setParameter(2, state)
                .setParameter(3, limit)
                .getResultList());
        return rows.stream().map(ReplayStore::due).toList();
    }

    /**
     * From now on each of these may have been sent, behind the given end of its partition. Throws where one is not to
     * be sent any more, or not by {@code owner}.
     */
    void markSending(UUID replay, UUID owner, Map<String, Long> sentAfter) {
        int marked = database.inTransaction(session -> Rows.of(sentAfter.entrySet())
                .uuid(entry -> replay)
                .uuid(entry -> owner)
                .text(Map.Entry::getKey)
                .int8(Map.Entry::getValue)
                .update(session, MARK_SENDING));
        if (marked != sentAfter.size()) {
            throw new IllegalStateException("another has taken the replay up, or it was cancelled");
        }
    }

    /**
     * What came of these, which were {@code from}; back to waiting only while the replay is not cancelled. Gives how
     * many were: none where {@code owner} is not the one who has taken the replay up.
     */
    int mark(UUID replay, UUID owner, Collection<String> letters, String from, String to) {
        return database.inTransaction(session -> session.createNativeQuery(MARK)
                .setParameter(1, replay)
                .setParameter(2, owner)
                .setParameter(3, to)
                .setParameter(4, letters.toArray(String[]::new))
                .setParameter(5, from)
                .executeUpdate());
    }

    void finish(UUID replay) {
        update(FINISH, replay, null);
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

    private int update(String sql, Object first, @Nullable Object second) {
        return database.inTransaction(session -> {
            var query = session.createNativeQuery(sql).setParameter(1, first);
            return (second == null ? query : query.setParameter(2, second)).executeUpdate();
        });
    }

    private static Uni<Map<String, Sends>> sends(StatelessSession session, List<String> letters) {
        return session.createNativeQuery(SENDS, Object[].class)
                .setParameter(1, letters.toArray(String[]::new))
                .getResultList()
                .map(rows -> {
                    var sends = new HashMap<String, Sends>();
                    rows.forEach(row -> sends.put(
                            (String) row[0],
                            new Sends(((Number) row[1]).intValue(), ((Number) row[2]).longValue() > 0)));
                    return sends;
                });
    }

    private static List<Chosen> withoutThoseTaken(List<Chosen> chosen, Map<String, Sends> sends) {
        return chosen.stream()
                .map(one -> {
                    var now = sends.getOrDefault(one.letter().id(), Sends.NONE);
                    if (one.fate() != Fate.REPLAY) {
                        return one;
                    }
                    if (now.underWay()) {
                        return new Chosen(one.letter(), Fate.UNDER_WAY);
                    }
                    return now.sent() > one.letter().sent() ? new Chosen(one.letter(), Fate.REPLAYED_ALREADY) : one;
                })
                .toList();
    }

    private static Rows<Integer> columns(UUID replay, Instant now, List<Chosen> chosen) {
        return Rows.of(IntStream.range(0, chosen.size()).boxed().toList())
                .uuid(i -> replay)
                .text(i -> chosen.get(i).letter().id())
                .int4(i -> i)
                .text(i -> chosen.get(i).fate() == Fate.REPLAY ? "waiting" : "left-out")
                .text(i -> chosen.get(i).fate().text())
                .int4(i -> chosen.get(i).letter().times() + 1)
                .text(i -> chosen.get(i).letter().sourceTopic())
                .int4(i -> chosen.get(i).letter().sourcePartition())
                .millis(i -> now);
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

    private static Due due(Object[] row) {
        return new Due(
                (String) row[0],
                (String) row[1],
                ((Number) row[2]).intValue(),
                ((Number) row[3]).intValue(),
                row[4] == null ? null : ((Number) row[4]).longValue(),
                row[5] == null
                        ? null
                        : new Place((String) row[5], ((Number) row[6]).intValue(), ((Number) row[7]).longValue()));
    }

    private static Instant time(Object millis) {
        return Instant.ofEpochMilli(((Number) millis).longValue());
    }

    private String write(Wanted wanted) {
        try {
            return json.writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that cannot be written", e);
        }
    }

    private Wanted read(String wanted) {
        try {
            return json.readValue(wanted, Wanted.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request that cannot be read", e);
        }
    }
}
