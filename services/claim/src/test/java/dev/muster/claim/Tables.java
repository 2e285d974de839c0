package dev.muster.claim;

import dev.muster.testing.Backing;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ledger's tables by plain JDBC, as the service's own role. */
final class Tables {

    private Tables() {}

    static Connection connection() throws SQLException {
        return DriverManager.getConnection(Backing.parts().postgres().jdbcUrl("muster", "claim"));
    }

    /** The number that {@code sql} counts. */
    static long count(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The texts that {@code sql} selects. */
    static List<String> texts(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** Changes rows, as somebody at the database's console would. */
    static int change(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
