package dev.muster.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tables with rows in them become those of the next release. */
class MigrationTest {

    private static final String REPLAY = "a4fd8ead-5648-41d2-92e8-37e95ff36708";
    private final String schema = "before_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void leavesAsSentWhatWasSentBeforeItWasKeptWhere() throws SQLException {
        migrate("1");
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("insert into replay (id, requested_by, requested_at, selection, rate, state) values ('"
                    + REPLAY + "', 'someone', now(), '{\"all\":true}', 100, 'completed')");
            statement.execute("insert into replay_record (replay_id, letter, position, state, fate, count, topic,"
                    + " partition, at) values ('" + REPLAY + "', 'claim-0-1', 1, 'sent', 'replay', 1, 't', 0, now())");
        }

        migrate("latest");

        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select letter || ' ' || state || ' ' || coalesce(sent_offset, -1) from replay_record")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("claim-0-1 sent -1");
            assertThat(rows.next()).isFalse();
        }
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(Backing.parts().postgres().jdbcUrl("muster", "postgres"), null, null)
                .schemas(schema)
                .target(target)
                .load()
                .migrate();
    }

    private Connection connection() throws SQLException {
        var connection = DriverManager.getConnection(Backing.parts().postgres().jdbcUrl("muster", "postgres"));
        connection.setSchema(schema);
        return connection;
    }
}
