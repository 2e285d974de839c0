package dev.muster.status.rebuild;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Statements that may take minutes, on connections of their own, away from those that serve. */
@ApplicationScoped
class Sql {

    private final DataSource database;

    Sql(DataSource database) {
        this.database = database;
    }

    /** Work in one transaction. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T inTransaction(Work<T> work) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T done = work.on(connection);
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    /** Work that gives nothing back. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }

    void change(Change change) throws SQLException {
        inTransaction(connection -> {
            change.on(connection);
            return true;
        });
    }

    int update(String statement, Object... parameters) throws SQLException {
        return inTransaction(connection -> update(connection, statement, parameters));
    }

    /** The rows of a query, each column as text. */
    List<List<String>> rows(String query, Object... parameters) throws SQLException {
        return inTransaction(connection -> rows(connection, query, parameters));
    }

    /** The rows of a query, each column as text, and a null as the text null. */
    static List<List<String>> rows(Connection connection, String query, Object... parameters) throws SQLException {
        var found = new ArrayList<List<String>>();
        try (var prepared = prepared(connection, query, parameters);
                var rows = prepared.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(row);
            }
        }
        return found;
    }

    /** The first column of the rows of a query, and the second one. */
    static Map<String, String> pairs(Connection connection, String query, Object... parameters) throws SQLException {
        var pairs = new LinkedHashMap<String, String>();
        rows(connection, query, parameters).forEach(row -> pairs.put(row.get(0), row.get(1)));
        return pairs;
    }

    static void run(Connection connection, String statement) throws SQLException {
        try (var created = connection.createStatement()) {
            created.execute(statement);
        }
    }

    static int update(Connection connection, String statement, Object... parameters) throws SQLException {
        try (var prepared = prepared(connection, statement, parameters)) {
            return prepared.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement, Object... parameters)
            throws SQLException {
        var prepared = connection.prepareStatement(statement);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        return prepared;
    }
}
