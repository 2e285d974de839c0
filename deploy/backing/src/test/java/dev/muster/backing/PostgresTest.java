package dev.muster.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatWasCommittedWhenKilledAndStartedAgain() throws Exception {
        var settings = PostgresSettings.in(directory);
        try (var first = Postgres.start(settings)) {
            run(
                    first.jdbcUrl("postgres", "postgres"),
                    "create table devices (id int)",
                    "insert into devices values (7)");
            first.process().destroyForcibly().waitFor();
        }
        Process last;
        try (var again = Postgres.start(settings)) {
            last = again.process();
            assertThat(number(again.jdbcUrl("postgres", "postgres"), "select id from devices"))
                    .isEqualTo(7);
        }
        assertThat(last.isAlive()).isFalse();
        assertThat(Postgres.answers(settings.port())).isFalse();
    }

    @Test
    void startsAgainWhileABackendOfTheKilledServerIsStillBusy() throws Exception {
        var settings = PostgresSettings.in(directory).with("fsync", "off");
        try (var first = Postgres.start(settings)) {
            var busy = Thread.ofVirtual().start(() -> burn(first.jdbcUrl("postgres", "postgres")));
            awaitBusy(first.jdbcUrl("postgres", "postgres"));
            first.process().destroyForcibly().waitFor();
            try (var again = Postgres.start(settings)) {
                assertThat(number(again.jdbcUrl("postgres", "postgres"), "select 1"))
                        .isEqualTo(1);
            }
            busy.join();
        }
    }

    @Test
    void hasBuffersForManyDevicesUnlessItIsToldHowMany() throws Exception {
        String megabytes = "select cast(setting as int) / 128 from pg_settings where name = 'shared_buffers'";
        var settings = PostgresSettings.in(directory).with("fsync", "off");
        try (var postgres = Postgres.start(settings)) {
            assertThat(number(postgres.jdbcUrl("postgres", "postgres"), megabytes))
                    .isBetween(192, 2048);
        }
        try (var postgres = Postgres.start(settings.with("shared_buffers", "64MB"))) {
            assertThat(number(postgres.jdbcUrl("postgres", "postgres"), megabytes))
                    .isEqualTo(64);
        }
    }

    @Test
    void givesEachServiceASchemaThatNoOtherSees() throws Exception {
        var settings = PostgresSettings.in(directory).with("fsync", "off");
        try (var postgres = Postgres.start(settings)) {
            Databases.prepare(postgres.port(), List.of("claim", "status"));
            Databases.prepare(postgres.port(), List.of("claim", "status"));
            run(postgres.jdbcUrl("muster", "claim"), "create table t (id int)", "insert into t values (1)");
            assertThat(number(postgres.jdbcUrl("muster", "claim"), "select count(*) from claim.t"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> number(postgres.jdbcUrl("muster", "status"), "select count(*) from claim.t"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static void awaitBusy(String url) throws Exception {
        String busy = "select count(*) from pg_stat_activity where state = 'active' and query like '%generate_series%'"
                + " and pid <> pg_backend_pid()";
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (number(url, busy) == 0) {
            assertThat(System.nanoTime()).as("the query runs").isLessThan(until);
            Thread.sleep(20);
        }
    }

    private static void burn(String url) {
        try {
            run(url, "select count(*) from generate_series(1, 2000000000) n where n % 7 = 3");
        } catch (SQLException killedAsExpected) {
            assertThat(killedAsExpected.getMessage()).isNotNull();
        }
    }

    private static void run(String url, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int number(String url, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
