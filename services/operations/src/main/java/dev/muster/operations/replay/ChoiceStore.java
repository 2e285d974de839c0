package dev.muster.operations.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.operations.guard.Fate;
import dev.muster.operations.guard.Letter;
import dev.muster.storage.Database;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What replays have chosen, in PostgreSQL: who chooses next knows how often a record was tried again. */
@ApplicationScoped
class ChoiceStore {

    private static final String INSERT = """
            insert into replay (id, requested_by, requested_at, selection, rate, state)
            values (?1, ?2, ?3, ?4, ?5, 'running')""";
    private static final String INSERT_RECORDS = """
            insert into replay_record (replay_id, letter, position, state, fate, count, topic, partition, at)
            select replay_id, letter, position, state, fate, count, topic, partition,
              timestamptz 'epoch' + at * interval '1 millisecond'
            from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as int4[]), cast(?4 as text[]),
              cast(?5 as text[]), cast(?6 as int4[]), cast(?7 as text[]), cast(?8 as int4[]), cast(?9 as int8[]))
              as n(replay_id, letter, position, state, fate, count, topic, partition, at)""";
    /**
     * A record that was tried again and set aside again is another letter, which names the one it was: up to the first,
     * which stands for the record, and down to all that came of it.
     */
    private static final String SENDS = """
            with recursive up(asked, letter, steps) as (
              select n.letter, n.letter, 0 from unnest(cast(?1 as text[])) as n(letter)
              union
              select up.asked, f.replay_of, up.steps + 1 from up join failure f on f.letter = up.letter
              where f.replay_of is not null and up.steps < 20),
            first(asked, letter) as (select distinct on (asked) asked, letter from up order by asked, steps desc),
            same(first, letter) as (
              select letter, letter from first
              union
              select same.first, f.letter from same join failure f on f.replay_of = same.letter)
            select first.asked, first.letter,
              count(*) filter (where c.letter = first.asked and c.state in ('sending', 'sent', 'succeeded', 'came-back')),
              count(*) filter (where c.state in ('sending', 'sent', 'succeeded', 'came-back')
                or (c.state = 'waiting' and r.state = 'running')),
              count(*) filter (where c.letter = first.asked
                and (c.state = 'sending' or (c.state = 'waiting' and r.state = 'running')))
            from first join same on same.first = first.letter
            left join replay_record c on c.letter = same.letter left join replay r on r.id = c.replay_id
            group by first.asked, first.letter""";

    /** Two that choose at the same moment must not both choose the same letter. */
    private static final String ONE_AT_A_TIME = "select 1 from (select pg_advisory_xact_lock(808505)) as locked";

    private final Database database;
    private final ObjectMapper json;
    private final Clock clock;

    ChoiceStore(Database database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * How often a letter was sent.
     *
     * @param first the letter that its record was at first
     * @param sent this letter itself
     * @param inAll its record, as whichever letter, those included that are to be sent
     * @param underWay whether this letter is to be sent
     */
    record Sends(String first, int sent, int inAll, boolean underWay) {

        static Sends none(String letter) {
            return new Sends(letter, 0, 0, false);
        }
    }

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

    /** How often each of these letters was sent. */
    Map<String, Sends> sendsOf(List<String> letters) {
        return database.inTransaction(session -> sends(session, letters));
    }

    private static Uni<Map<String, Sends>> sends(StatelessSession session, List<String> letters) {
        return session.createNativeQuery(SENDS, Object[].class)
                .setParameter(1, letters.toArray(String[]::new))
                .getResultList()
                .map(rows -> {
                    var sends = new HashMap<String, Sends>();
                    rows.forEach(row -> sends.put(
                            (String) row[0],
                            new Sends(
                                    (String) row[1],
                                    ((Number) row[2]).intValue(),
                                    ((Number) row[3]).intValue(),
                                    ((Number) row[4]).longValue() > 0)));
                    return sends;
                });
    }

    private static List<Chosen> withoutThoseTaken(List<Chosen> chosen, Map<String, Sends> sends) {
        var ofRecord = new HashMap<String, Integer>();
        return chosen.stream()
                .map(one -> {
                    var letter = one.letter();
                    var now = sends.getOrDefault(letter.id(), Sends.none(letter.id()));
                    int times = now.inAll() + ofRecord.getOrDefault(now.first(), 0);
                    var fate = one.fate() == Fate.REPLAY ? fate(letter, now, times) : one.fate();
                    if (fate == Fate.REPLAY) {
                        ofRecord.merge(now.first(), 1, Integer::sum);
                    }
                    return new Chosen(letter.triedBefore(times), fate);
                })
                .toList();
    }

    /** Of a letter that was to be sent, now that its record was tried again that often. */
    private static Fate fate(Letter letter, Sends now, int times) {
        if (now.underWay()) {
            return Fate.UNDER_WAY;
        }
        if (now.sent() > letter.sent()) {
            return Fate.REPLAYED_ALREADY;
        }
        return times >= Fate.MOST_TIMES ? Fate.TRIED_OFTEN_ENOUGH : Fate.REPLAY;
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

    private String write(Wanted wanted) {
        try {
            return json.writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that cannot be written", e);
        }
    }
}
