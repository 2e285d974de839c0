package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.testing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Tables with rows in them become those of the next release. */
class MigrationTest {

    private static final String DEVICE = "a4fd8ead-5648-51d2-92e8-37e95ff36708";
    private final String schema = "before_" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void carriesDevicesAndEntriesOverToTheReleaseWithSuppliers() throws SQLException {
        migrate("1");
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("insert into device values ('" + DEVICE + "', 2, 'contoso', '" + DEVICE + "', 1, 2)");
            statement.execute("insert into entry select '" + DEVICE + "', s, '" + DEVICE
                    + "', 1, s + 1, 'claimed', 'contoso', null, 'user-7', null, now() from generate_series(1, 2) s");
        }

        migrate("latest");

        try (var connection = connection();
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(
                    "select d.sequence || ' ' || owner || ' ' || noted || ' ' || count(*) from device d"
                            + " join entry e using (device_id) group by d.device_id")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("2 contoso false 2");
                assertThat(rows.next()).isFalse();
            }
            statement.execute("insert into device (device_id, sequence) values ('" + UUID.randomUUID() + "', 0)");
            assertThatThrownBy(() -> statement.execute(
                            "insert into device (device_id, sequence) values ('" + UUID.randomUUID() + "', -1)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("delete from entry"))
                    .hasMessageContaining("the ledger is append-only");
        }
    }

    @Test
    void letsRowsWaitOnThatWaitedBeforeItWasKeptWhereTheyCameFrom() throws SQLException {
        migrate("2");
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("insert into hold (cause, file, row, device_id, event, held_until) select '" + DEVICE
                    + "', 1, n, '" + DEVICE + "', '{}', now() from generate_series(2, 3) n");
        }

        migrate("latest");

        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("insert into hold (cause, file, row, device_id, event, held_until) values ('" + DEVICE
                    + "', 1, 4, '" + DEVICE + "', '{}', now())"); // by a process of the release before
            try (var rows = statement.executeQuery("select count(*) || ' ' || count(source_offset) || ' '"
                    + " || count(trace) || ' ' || count(tenant) from hold")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("3 0 0 0");
            }
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
