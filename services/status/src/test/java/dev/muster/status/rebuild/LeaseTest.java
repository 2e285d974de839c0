package dev.muster.status.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(RebuilderTest.OnItsOwn.class)
class LeaseTest {

    @Inject
    Sql sql;

    @BeforeEach
    @AfterEach
    void forget() throws SQLException {
        sql.update("delete from rebuild");
    }

    @Test
    void oneProcessBuildsAtATimeAndTellsHowFarItIs() throws SQLException {
        var one = new Lease(sql);
        var other = new Lease(sql);
        var asked = asked(Action.START);

        assertThat(take(one, asked, false, 100)).isTrue();
        assertThat(take(other, asked, false, 0)).isFalse();
        assertThat(take(other, asked(Action.SWITCH), false, 0)).isFalse();
        assertThat(settle(other, asked(Action.DROP))).isFalse();
        one.renew(107, 13, "reading");
        assertThatExceptionOfType(RebuildStopped.class).isThrownBy(() -> other.renew(1, 0, "reading"));

        var report = report(one);
        assertThat(report.requestId()).isEqualTo(asked.requestId());
        assertThat(report.state()).isEqualTo(State.BUILDING);
        assertThat(report.detail()).isEqualTo("reading");
        assertThat(report.events()).isEqualTo(7);
        assertThat(report.left()).isEqualTo(13);
        assertThat(report.endedAt()).isNull();
        assertThat(other.report(Instant.now())).isEmpty();
    }

    @Test
    void whoStopsLetsAnotherGoOn() throws SQLException {
        var one = new Lease(sql);
        var other = new Lease(sql);
        assertThat(take(one, asked(Action.START), false, 0)).isTrue();
        one.end(State.STOPPED, "asked", List.of(), 50);

        assertThat(other.isToGoOn(Action.START)).isTrue();
        assertThat(other.isToGoOn(Action.BACK)).isFalse();
        assertThat(take(other, asked(Action.START), true, 0)).isTrue();
        other.end(State.STOPPED, "asked", List.of(), 9);
        assertThat(report(one).events()).isEqualTo(59);
    }

    @Test
    void whoIsTooLateNeitherBuildsOnNorSwitches() throws SQLException {
        var one = new Lease(sql);
        var other = new Lease(sql);
        var asked = asked(Action.START);
        assertThat(take(one, asked, false, 0)).isTrue();
        sql.update("update rebuild set lease_until = now() - interval '1 second'");
        assertThat(take(other, asked, true, 0)).isTrue();

        assertThatExceptionOfType(RebuildStopped.class).isThrownBy(() -> one.renew(1, 0, "reading"));
        assertThatExceptionOfType(RebuildStopped.class)
                .isThrownBy(() -> sql.change(connection -> one.switched(connection, 1)));
        sql.change(connection -> other.switched(connection, 1));
        assertThat(report(one).state()).isEqualTo(State.SWITCHED);
    }

    @Test
    void whatIsDoneIsNotDoneAgainForTheSameRequest() throws SQLException {
        var one = new Lease(sql);
        var asked = asked(Action.START);
        assertThat(take(one, asked, false, 0)).isTrue();
        sql.change(connection -> one.switched(connection, 0));

        assertThat(take(one, asked, false, 0)).isFalse();
        assertThat(one.isDone(asked.requestId())).isTrue();
        assertThat(one.isToGoOn(Action.START)).isFalse();
        assertThat(take(one, asked(Action.START), false, 0)).isTrue();
    }

    @Test
    void tablesThatDifferAreGoneOnWithOnlyToSwitchAllTheSame() throws SQLException {
        var one = new Lease(sql);
        assertThat(take(one, asked(Action.START), false, 0)).isTrue();
        one.end(State.DIFFERS, "", List.of("device a: 1 rows serve, 2 were built", "count a: 1 rows"), 3);

        assertThat(report(one).differences()).hasSize(2);
        assertThat(one.isToGoOn(Action.START)).isFalse();
        assertThat(one.isToGoOn(Action.SWITCH)).isTrue();
    }

    @Test
    void stoppingWhatIsNotBuiltLeavesItAsItWas() throws SQLException {
        var one = new Lease(sql);
        assertThat(settle(one, asked(Action.STOP))).isTrue();
        assertThat(report(one).state()).isEqualTo(State.DROPPED);

        assertThat(take(one, asked(Action.START), false, 0)).isTrue();
        sql.change(connection -> one.switched(connection, 0));
        assertThat(settle(one, asked(Action.STOP))).isTrue();
        assertThat(report(one).state()).isEqualTo(State.SWITCHED);
        assertThat(settle(one, asked(Action.DROP))).isTrue();
        assertThat(report(one).state()).isEqualTo(State.DROPPED);
    }

    @Test
    void whatAProcessBuiltThatHasGoneIsStopped() throws SQLException {
        var gone = new Lease(sql);
        var other = new Lease(sql);
        assertThat(take(gone, asked(Action.START), false, 0)).isTrue();
        sql.update("update rebuild set lease_until = now() - interval '1 second'");

        assertThat(settle(other, asked(Action.STOP))).isTrue();
        assertThat(report(other).state()).isEqualTo(State.STOPPED);
        assertThat(report(other).action()).isEqualTo(Action.STOP);
    }

    private boolean take(Lease lease, RebuildRequested asked, boolean goesOn, long events) throws SQLException {
        return sql.inTransaction(connection -> lease.take(connection, asked, goesOn, events));
    }

    private boolean settle(Lease lease, RebuildRequested asked) throws SQLException {
        return sql.inTransaction(connection -> lease.settle(connection, asked));
    }

    private static RebuildReported report(Lease lease) throws SQLException {
        return lease.report(Instant.now()).orElseThrow();
    }

    private static RebuildRequested asked(Action action) {
        return new RebuildRequested(UUID.randomUUID(), "operations", action, "operator-1", Instant.now());
    }
}
