package dev.muster.status.rebuild;

import static dev.muster.status.Answers.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.runtime.stage.Control;
import dev.muster.runtime.topic.Broker;
import dev.muster.status.Answers;
import dev.muster.status.MemoryTables.Placed;
import dev.muster.status.Run;
import dev.muster.status.Upload;
import dev.muster.status.store.TableSet;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On topics of its own, and with the tables emptied before, so that they hold what the topics say and nothing else. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(RebuilderTest.OnItsOwn.class)
class RebuilderTest {

    static final String PREFIX = "rebuilt.";

    private static boolean emptied;

    private final TopicProbe probe = new TopicProbe();

    @Inject
    Sql sql;

    @Inject
    TableSets sets;

    @Inject
    Control control;

    @Inject
    Broker broker;

    @Inject
    DataSource database;

    /** Topics that no other test writes to. */
    public static class OnItsOwn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.topics.prefix", PREFIX, "quarkus.datasource.jdbc.max-size", "7");
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        if (!emptied) {
            sql.change(connection -> Sql.run(connection, "truncate " + String.join(", ", TableSet.TABLES)));
            emptied = true;
        }
    }

    @AfterEach
    void drop() throws SQLException {
        awaitState(ask(Action.DROP), State.DROPPED);
        assertThat(tables(TableSet.NEXT)).isEmpty();
        assertThat(tables(TableSet.FORMER)).isEmpty();
        probe.close();
    }

    @Test
    void buildsTheSameTablesAgainDuringLoadAndKeepsTheFormerOnes() throws SQLException {
        var run = Run.random(new Random(11));
        send(run.events().stream().map(Placed::event).toArray(Event[]::new));
        awaitProjected();
        var before = everything(run);
        var indexes = indexes();
        var unmeasured = unmeasured();
        var late = new Random(12);
        var load = CompletableFuture.runAsync(() -> run.shuffled(late)
                .forEach(batch -> send(batch.stream().map(Placed::event).toArray(Event[]::new))));

        var done = awaitState(ask(Action.START), State.SWITCHED);
        load.join();
        awaitProjected();

        assertThat(done.events()).isGreaterThanOrEqualTo(run.events().size());
        assertThat(done.left()).isZero();
        assertThat(done.endedAt()).isAfterOrEqualTo(done.startedAt());
        assertThat(everything(run)).isEqualTo(before);
        assertThat(indexes()).isEqualTo(indexes);
        assertThat(unmeasured())
                .isEqualTo(unmeasured)
                .containsExactly(List.of("device.tenant", ""), List.of("submission.tenant", ""));
        assertThat(tables(TableSet.FORMER)).containsExactlyInAnyOrderElementsOf(TableSet.TABLES);
        assertThat(tables(TableSet.NEXT)).isEmpty();
    }

    @Test
    void saysInWhatTheTablesDifferAndMendsThemOnceItIsTold() throws SQLException {
        var upload = Upload.of(Upload.newTenant());
        send(
                upload.opened(1),
                upload.row(2, "SN-1").claimed(1),
                upload.row(3, "SN-2").claimed(1));
        awaitProjected();
        sql.update("update device set model = 'another' where tenant = ? and serial_number = 'SN-1'", upload.tenant());
        sql.update("delete from device where tenant = ? and serial_number = 'SN-2'", upload.tenant());
        sql.update("update tally set n = 7 where registration_id = ?", upload.id());

        assertThat(awaitState(ask(Action.START), State.DIFFERS).differences())
                .containsExactly(
                        "count " + upload.tenant() + ": 1 rows, of which some differ",
                        "device " + upload.tenant() + ": 1 rows serve, 2 were built");
        assertThat(answers(upload).items("/v1/devices?q=another")).hasSize(1);

        awaitState(ask(Action.SWITCH), State.SWITCHED);
        assertThat(answers(upload).items("/v1/devices?q=another")).isEmpty();
        assertThat(answers(upload).items("/v1/devices")).hasSize(2);
        assertThat(answers(upload).json("/v1/registrations/{id}", upload.id()).getInt("counts.registered"))
                .isEqualTo(2);

        send(upload.row(4, "SN-3").claimed(1));
        awaitProjected();
        awaitState(ask(Action.BACK), State.SWITCHED);
        assertThat(answers(upload).items("/v1/devices?q=another")).hasSize(1);
        assertThat(answers(upload).items("/v1/devices?serialNumber=SN-3")).hasSize(1);

        awaitState(ask(Action.BACK), State.SWITCHED);
        assertThat(answers(upload).items("/v1/devices")).hasSize(3);
    }

    @Test
    void refusesToGoBackWhereThereIsNothingToGoBackTo() throws SQLException {
        awaitState(ask(Action.DROP), State.DROPPED);
        assertThat(awaitState(ask(Action.BACK), State.REFUSED).detail()).contains("no former tables");
    }

    @Test
    void carriesOverWhatTheTopicsHaveLost() throws Exception {
        var upload = Upload.of(Upload.newTenant());
        var owned = upload.row(2, "SN-OWNED").user("ann");
        var waiting = upload.row(3, "SN-WAITING");
        send(upload.opened(1), owned.submitted(), owned.claimed(1), waiting.submitted());
        send(owned.seen(Instant.now().minusSeconds(60), "bob"));
        awaitProjected();
        var before = everything(upload);
        try (var ends = new Ends()) {
            ends.forget(broker, PREFIX + "device.submitted.v1", PREFIX + "device.checked-in.v1");
        }

        awaitState(ask(Action.START), State.SWITCHED);

        assertThat(everything(upload)).isEqualTo(before);
        assertThat(answers(upload).json("/v1/devices/summary").getInt("registration-pending"))
                .isEqualTo(1);
        var kept = answers(upload).json("/v1/devices/{id}", owned.deviceId());
        assertThat(kept.getString("assignedUser")).isEqualTo("ann");
        assertThat(kept.getString("lastUser")).isEqualTo("bob");
        assertThat(kept.getString("state")).isEqualTo("active");

        send(waiting.claimed(1));
        awaitProjected();
        assertThat(answers(upload).json("/v1/registrations/{id}", upload.id()).getMap("counts"))
                .containsEntry("pending", 0)
                .containsEntry("registered", 2);
    }

    @Test
    void fillsAColumnThatAMigrationHasLeftEmpty() throws SQLException {
        var upload = Upload.of(Upload.newTenant());
        send(upload.row(2, "AB-17-CD").claimed(1));
        awaitProjected();
        sql.update("update device set serial_grams = '{}' where tenant = ?", upload.tenant());
        assertThat(sql.rows("select 1 from device where tenant = ? and serial_grams = '{}'", upload.tenant()))
                .hasSize(1);

        awaitState(ask(Action.START), State.SWITCHED);

        assertThat(sql.rows("select 1 from device where tenant = ? and serial_grams = '{}'", upload.tenant()))
                .isEmpty();
    }

    @Test
    void isStoppedTakenUpByAnotherProcessAndGoesOnWhereItWas() throws SQLException {
        var upload = Upload.of(Upload.newTenant());
        for (int i = 0; i < 100; i++) {
            send(upload.row(2 + i, "SN-" + i).claimed(1));
        }
        awaitProjected();
        try (var reader = database.getConnection()) {
            reader.setAutoCommit(false); // in a transaction that reads, so that the tables cannot be switched
            Sql.rows(reader, "select tenant from device limit 1");
            var first = ask(Action.START);
            eventually(() -> assertThat(report().detail()).startsWith("not switched yet"));
            assertThat(report().requestId()).isEqualTo(first);
            String begun = oid("status_next.submission");

            awaitState(ask(Action.STOP), State.STOPPED);
            assertThat(oid("status_next.submission")).isEqualTo(begun);

            var second = ask(Action.START);
            awaitState(second, State.BUILDING);
            sql.update("update rebuild set owner = gen_random_uuid(), lease_until = now() + interval '5 seconds'");
            send(upload.row(200, "SN-LATE").claimed(1)); // another process has it now, and dies
            awaitProjected();
            reader.rollback();
            awaitState(second, State.SWITCHED);
            assertThat(oid("status.submission")).isEqualTo(begun);
        }
        assertThat(answers(upload).json("/v1/devices/summary").getInt("ready-for-user"))
                .isEqualTo(101);
    }

    @Test
    void givesTheTablesBackWhereTheLastEventsCannotBeRead() throws SQLException {
        sets.create();
        try (var replay = new TopicReplay(broker)) {
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> sets.change(
                            TableSet.NEXT,
                            positions -> replay.read(
                                    Map.of(),
                                    Map.of(new TopicPartition(PREFIX + "nobody.writes.it", 0), 1L),
                                    Duration.ofSeconds(1),
                                    records -> {}),
                            connection -> {}));
        }
        assertThat(tables(TableSet.NEXT)).hasSize(TableSet.TABLES.size());
        var upload = Upload.of(Upload.newTenant());
        send(upload.row(2, "SN-AFTER").claimed(1));
        awaitProjected();
        assertThat(answers(upload).items("/v1/devices")).hasSize(1);
    }

    private Answers answers(Upload upload) {
        return new Answers(upload.tenant());
    }

    private UUID ask(Action action) {
        var asked = new RebuildRequested(UUID.randomUUID(), "operations", action, "operator-1", Instant.now());
        send(asked);
        return asked.requestId();
    }

    /** The last word of the service, as operations hears it. */
    private RebuildReported report() {
        return (RebuildReported) control.latest(RebuildReported.KEY).orElseThrow();
    }

    private RebuildReported awaitState(UUID request, State state) {
        eventually(() -> assertThat(control.latest(RebuildReported.KEY))
                .map(RebuildReported.class::cast)
                .hasValueSatisfying(report -> {
                    assertThat(report.requestId()).isEqualTo(request);
                    assertThat(report.state()).isEqualTo(state);
                }));
        return report();
    }

    private void send(Event... events) {
        for (var event : events) {
            probe.send(new ProducerRecord<>(
                    event.topic().name(PREFIX), event.key().getBytes(StandardCharsets.UTF_8), EventJson.write(event)));
        }
    }

    /** Waits until the tables know the end of each partition. */
    private void awaitProjected() {
        try (var consumer = new Ends()) {
            eventually(() -> {
                var positions = sets.positions(TableSet.SERVING);
                consumer.ends()
                        .forEach((partition, end) -> assertThat(positions).containsEntry(partition, end));
            });
        }
    }

    private String oid(String table) throws SQLException {
        return sql.rows("select cast(to_regclass(?) as oid)", table).getFirst().getFirst();
    }

    private List<String> tables(TableSet set) throws SQLException {
        return sql.rows("select tablename from pg_tables where schemaname = ?", set.schema("status")).stream()
                .map(List::getFirst)
                .toList();
    }

    private List<List<String>> indexes() throws SQLException {
        return sql.rows("select indexname, indexdef from pg_indexes where schemaname = 'status' order by 1");
    }

    /** The columns of the serving tables of which no statistics are kept. */
    private List<List<String>> unmeasured() throws SQLException {
        return sql.rows("""
                select c.relname || '.' || a.attname, '' from pg_attribute a join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'status' and c.relkind = 'r' and a.attnum > 0 and a.attstattarget = 0 order by 1""");
    }

    private static List<String> everything(Run run) {
        return run.uploads().stream()
                .flatMap(upload -> everything(upload).stream())
                .toList();
    }

    private static List<String> everything(Upload upload) {
        var all = new ArrayList<String>();
        var answers = new Answers(upload.tenant());
        for (String path : List.of(
                "/v1/registrations/" + upload.id(),
                "/v1/registrations/" + upload.id() + "/failures",
                "/v1/devices?limit=1000&sort=serial-number",
                "/v1/devices/summary")) {
            all.add(answers.response(path).asString());
        }
        return all;
    }
}
