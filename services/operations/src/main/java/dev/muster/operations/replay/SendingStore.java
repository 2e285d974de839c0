package dev.muster.operations.replay;

import dev.muster.operations.failure.Place;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sending of replays in PostgreSQL: who has taken one up, and how far each of its letters is. */
@ApplicationScoped
class SendingStore {

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
            from unnest(cast(?1 as uuid[]), cast(?2 as uuid[]), cast(?3 as text[]), cast(?4 as int8[]))
              as n(replay_id, owner, letter, sent_after)
            join replay r on r.id = n.replay_id and r.lease_owner = n.owner
              and r.leased_until > now()
            where c.replay_id = r.id and c.letter = n.letter and c.state = 'waiting'""";

    /** Locks the replay, so that none of its records is left waiting by a cancel in the same moment. */
    private static final String MARK = """
            with leased as (select id, state from replay where id = ?1 and lease_owner = ?2 for update)
            update replay_record c set at = now(),
              state = case when cast(?3 as text) = 'waiting' and r.state <> 'running' then 'cancelled' else cast(?3 as text) end
            from leased r
            where c.replay_id = r.id and c.letter = any(cast(?4 as text[])) and c.state = ?5""";

    private static final String MARK_SENT = """
            with leased as (select id from replay where id = ?1 and lease_owner = ?2 for update)
            update replay_record c set at = now(), state = 'sent', sent_offset = n.sent_offset
            from leased r, unnest(cast(?3 as text[]), cast(?4 as int8[])) as n(letter, sent_offset)
            where c.replay_id = r.id and c.letter = n.letter and c.state = 'sending'""";
    private static final String FINISH =
            "update replay set state = 'completed', finished_at = now() where id = ?1 and state = 'running'";

    private final Database database;

    SendingStore(Database database) {
        this.database = database;
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
        return rows.stream().map(SendingStore::due).toList();
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

    /** These, which were sending, lie on their topics, each at the given offset; gives how many, as {@link #mark}. */
    int markSent(UUID replay, UUID owner, Map<String, Long> offsets) {
        var letters = List.copyOf(offsets.keySet());
        return database.inTransaction(session -> session.createNativeQuery(MARK_SENT)
                .setParameter(1, replay)
                .setParameter(2, owner)
                .setParameter(3, letters.toArray(String[]::new))
                .setParameter(4, letters.stream().map(offsets::get).toArray(Long[]::new))
                .executeUpdate());
    }

    void finish(UUID replay) {
        update(FINISH, replay, null);
    }

    private int update(String sql, Object first, @Nullable Object second) {
        return database.inTransaction(session -> {
            var query = session.createNativeQuery(sql).setParameter(1, first);
            return (second == null ? query : query.setParameter(2, second)).executeUpdate();
        });
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
}
