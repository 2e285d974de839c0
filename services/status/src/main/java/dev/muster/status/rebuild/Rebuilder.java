package dev.muster.status.rebuild;

import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.runtime.stage.Control;
import dev.muster.runtime.topic.Broker;
import dev.muster.status.projection.Expiry;
import dev.muster.status.store.TableSet;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what operators ask of the read model as a whole. Of several processes one does it; when that one goes another takes
 * it up where the tables are.
 */
@ApplicationScoped
class Rebuilder {

    private static final Logger LOG = Logger.getLogger(Rebuilder.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RENEW = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofDays(30);

    /** For what is left while the tables are locked. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final int LONGEST_PAUSE = 30;

    private final Control control;
    private final Lease lease;
    private final TableSets sets;
    private final Sql sql;
    private final Filling filling;
    private final Remembered remembered;
    private final Broker broker;
    private final Clock clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean lost;
    private volatile String step = "";
    private @Nullable UUID done;

    Rebuilder(
            Control control,
            Lease lease,
            TableSets sets,
            Sql sql,
            Filling filling,
            Remembered remembered,
            Broker broker,
            Clock clock) {
        this.control = control;
        this.lease = lease;
        this.sets = sets;
        this.sql = sql;
        this.filling = filling;
        this.remembered = remembered;
        this.broker = broker;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofPlatform().name("rebuild").daemon().start(() -> {
            while (!isStoppedAfter(LOOK)) {
                try {
                    look();
                } catch (SQLException | RuntimeException e) { // gone on with at the next look
                    LOG.warnf("rebuild waits cause=%s", e);
                }
            }
        });
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stop.countDown();
    }

    private void look() throws SQLException {
        var asked = control.latest(RebuildRequested.KEY)
                .map(RebuildRequested.class::cast)
                .orElse(null);
        if (asked == null || asked.requestId().equals(done)) {
            return;
        }
        switch (asked.action()) {
            case START, SWITCH, BACK -> build(asked);
            case STOP, DROP -> settle(asked); // who builds has seen it too
        }
    }

    private void settle(RebuildRequested asked) throws SQLException {
        sql.change(connection -> {
            if (lease.settle(connection, asked)) {
                if (asked.action() == Action.DROP) {
                    sets.drop(connection, TableSet.NEXT);
                    sets.drop(connection, TableSet.FORMER);
                }
                done = asked.requestId();
            }
        });
    }

    private void build(RebuildRequested asked) throws SQLException {
        var set = Lease.target(asked.action());
        boolean goesOn = sets.isThere(set) && lease.isToGoOn(asked.action());
        if (!isTaken(asked, set, goesOn)) {
            done = lease.isDone(asked.requestId()) ? asked.requestId() : null;
            return;
        }
        LOG.infof("rebuild begins requestId=%s action=%s goesOn=%s", asked.requestId(), asked.action(), goesOn);
        lost = false;
        var ended = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> renewUntil(ended));
        try (var replay = new TopicReplay(broker)) {
            if (set == TableSet.NEXT && !goesOn) {
                sets.create();
            }
            if (sets.isThere(set)) {
                build(replay, set, asked);
            } else {
                end(asked, State.REFUSED, "There are no former tables of the same shape.", List.of());
            }
        } catch (RebuildStopped e) {
            lease.end(State.STOPPED, String.valueOf(e.getMessage()), List.of(), filling.events());
            LOG.infof("rebuild stopped requestId=%s cause=%s", asked.requestId(), e.getMessage());
        } catch (SQLException | RuntimeException e) {
            renew("waits: " + e.getMessage());
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** What is not gone on with is dropped in the same moment, so that nobody else goes on with it. */
    private boolean isTaken(RebuildRequested asked, TableSet set, boolean goesOn) throws SQLException {
        return sql.inTransaction(connection -> {
            boolean taken = lease.take(connection, asked, goesOn, filling.events());
            if (taken && !goesOn && set == TableSet.NEXT) {
                sets.drop(connection, set);
            }
            return taken;
        });
    }

    private void build(TopicReplay replay, TableSet set, RebuildRequested asked) throws SQLException {
        Runnable check = () -> check(asked.requestId());
        step = "reading";
        filling.read(replay, set, greatest(filling.committed(), sets.positions(TableSet.SERVING)), LONG, check);
        step = "carrying over what the topics do not know";
        remembered.each(Expiry.at(clock.instant()), replay.begins(filling.submissions()), changes -> {
            check.run();
            filling.store(set, changes, List.of());
        });
        step = "indexing";
        sets.index(set);
        check.run();
        if (asked.action() == Action.START) {
            step = "comparing";
            var differences = compare(replay, set, check);
            if (!differences.isEmpty()) {
                end(asked, State.DIFFERS, "", differences);
                return;
            }
        }
        change(replay, set, check);
        done = asked.requestId();
        LOG.infof("rebuild serves requestId=%s action=%s", asked.requestId(), asked.action());
    }

    private void end(RebuildRequested asked, State state, String detail, List<String> differences) throws SQLException {
        lease.end(state, detail, differences, filling.events());
        done = asked.requestId();
        LOG.warnf(
                "rebuild ends requestId=%s state=%s detail=%s differences=%s",
                asked.requestId(), state, detail, differences);
    }

    /** Both sets at the same place in every partition: where that of the serving one was when it was summed up. */
    private List<String> compare(TopicReplay replay, TableSet set, Runnable check) throws SQLException {
        var committed = filling.committed(); // first, so that what was summed up is never behind
        var expiry = new Expiry(Expiry.at(clock.instant()).before().plus(Duration.ofDays(1)));
        var serving = sets.content(TableSet.SERVING, expiry);
        filling.read(replay, set, greatest(committed, serving.positions()), LONG, check);
        return Differences.between(serving.sums(), sets.content(set, expiry).sums());
    }

    /** Tries until nobody holds a table for too long, less and less often: while it tries, readers wait. */
    private void change(TopicReplay replay, TableSet set, Runnable check) throws SQLException {
        for (int tries = 1; ; tries++) {
            step = "switching";
            check.run();
            filling.read(replay, set, sets.positions(TableSet.SERVING), LONG, check);
            try {
                sets.change(
                        set,
                        positions -> filling.read(replay, set, positions, SHORT, check),
                        connection -> lease.switched(connection, filling.events()));
                return;
            } catch (SQLException | KafkaException e) {
                LOG.infof("not switched yet tries=%d cause=%s", tries, e);
                step = "not switched yet: " + e.getMessage();
                for (int i = Math.min(tries, LONGEST_PAUSE); i > 0 && !isStoppedAfter(LOOK); i--) {
                    check.run();
                }
            }
        }
    }

    private static Map<TopicPartition, Long> greatest(Map<TopicPartition, Long> a, Map<TopicPartition, Long> b) {
        var greatest = new HashMap<>(a);
        b.forEach((partition, next) -> greatest.merge(partition, next, Math::max));
        return greatest;
    }

    private void check(UUID request) {
        if (lost) {
            throw new RebuildStopped("another process has taken the rebuild over");
        }
        if (stop.getCount() == 0) {
            throw new RebuildStopped("the service stops");
        }
        if (!control.latest(RebuildRequested.KEY)
                .map(asked -> asked.requestId().equals(request))
                .orElse(false)) {
            throw new RebuildStopped("an operator has asked for something else");
        }
    }

    private void renewUntil(CountDownLatch ended) {
        try {
            while (!lost && !ended.await(RENEW.toMillis(), TimeUnit.MILLISECONDS)) {
                renew(step);
            }
        } catch (RebuildStopped e) {
            lost = ended.getCount() > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew(String detail) {
        try {
            lease.renew(filling.events(), filling.left(), detail);
        } catch (SQLException e) { // tried again before the lease ends
            LOG.warnf("lease not renewed cause=%s", e.getMessage());
        }
    }

    private boolean isStoppedAfter(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
