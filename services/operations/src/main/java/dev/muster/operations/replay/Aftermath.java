package dev.muster.operations.replay;

import dev.muster.operations.watch.Groups;
import dev.muster.runtime.topic.Topics;
import dev.muster.storage.Database;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Finds out what became of the records that replays have sent. A stage commits past a record only once it has done what
 * follows from it, or has set it aside: so a record that its stage has committed past, and of which no dead letter tells,
 * has succeeded. For that every dead letter has to be noted that the stage had written by then.
 */
@ApplicationScoped
class Aftermath {

    private static final Logger LOG = Logger.getLogger(Aftermath.class);
    private static final String GROUP = "muster.";
    private static final String OWN_GROUP = "muster.operations";

    private static final String OPEN = """
            select distinct split_part(letter, '-', 1), topic, partition from replay_record
            where state = 'sent' and sent_offset is not null""";
    private static final String SETTLE = """
            update replay_record c set state = case when exists (select from failure f
                where f.replay_of = c.letter and split_part(f.letter, '-', 1) = ?1 and f.source_topic = c.topic
                  and f.source_partition = c.partition and f.source_offset = c.sent_offset)
              then 'came-back' else 'succeeded' end
            where c.state = 'sent' and split_part(c.letter, '-', 1) = ?1 and c.topic = ?2 and c.partition = ?3
              and c.sent_offset < ?4""";

    private final Database database;
    private final Groups groups;
    private final Topics topics;

    Aftermath(Database database, Groups groups, Topics topics) {
        this.database = database;
        this.groups = groups;
        this.topics = topics;
    }

    /** Where records lie that a service had set aside before, and of which nobody knows what became. */
    private record Open(String service, TopicPartition partition) {}

    /** What cannot be found out now is at the next turn. Any number of processes may do the same. */
    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            open().stream().collect(Collectors.groupingBy(Open::service)).forEach(this::look);
        } catch (RuntimeException e) {
            LOG.warnf("put off work=aftermath cause=%s", e);
        }
    }

    /** A service of which nothing can be found out holds up no other. */
    private void look(String service, List<Open> open) {
        try {
            settle(service, open);
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("put off work=aftermath service=%s cause=%s", service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** First how far the stage is, then whether all letters that it has written by then are noted. */
    private void settle(String service, List<Open> open) throws ExecutionException, InterruptedException {
        var committed = groups.committed(GROUP + service);
        if (!isNoted(service)) {
            return;
        }
        for (var one : open) {
            Long next = committed.get(one.partition());
            if (next != null) {
                settle(one, next);
            }
        }
    }

    /** Whether every dead letter of {@code service} has been read into the table of failures. */
    private boolean isNoted(String service) throws ExecutionException, InterruptedException {
        String letters = topics.deadLetter(service);
        int count = groups.partitions(Set.of(letters)).getOrDefault(letters, 0);
        var partitions = IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(letters, partition))
                .toList();
        var ends = groups.ends(partitions);
        var noted = groups.committed(OWN_GROUP);
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || noted.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private List<Open> open() {
        List<Object[]> rows = database.inTransaction(
                session -> session.createNativeQuery(OPEN, Object[].class).getResultList());
        return rows.stream()
                .map(row ->
                        new Open((String) row[0], new TopicPartition((String) row[1], ((Number) row[2]).intValue())))
                .toList();
    }

    private void settle(Open one, long next) {
        int settled = database.inTransaction(session -> session.createNativeQuery(SETTLE)
                .setParameter(1, one.service())
                .setParameter(2, one.partition().topic())
                .setParameter(3, one.partition().partition())
                .setParameter(4, next)
                .executeUpdate());
        if (settled > 0) {
            LOG.infof(
                    "replayed records settled service=%s partition=%s count=%d",
                    one.service(), one.partition(), settled);
        }
    }
}
