package dev.muster.backing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of the system: one schema per service, each owned by a role that sees no other. */
public final class Databases {
    /** The database that all services share, each in a schema of its own. */
    public static final String NAME = "muster";

    /** The service that builds its tables again beside those that serve, in schemas of their own. */
    private static final String REBUILT = "status";

    private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    private Databases() {}

    /**
     * Makes the database and, for each service, a role and a schema of its name, and for status the two that a rebuild
     * needs. What exists already stays.
     *
     * @param port of a PostgreSQL on this machine
     */
    public static void prepare(int port, List<String> services) {
        for (var service : services) {
            if (!PLAIN.matcher(service).matches()) {
                throw new IllegalArgumentException("not a plain name: " + service);
            }
        }
        try (var connection = connect(port, "postgres")) {
            if (isMissing(connection, "select 1 from pg_database where datname = ?", NAME)) {
                run(connection, "create database " + NAME);
            }
        } catch (SQLException e) {
            throw new StartFailure("cannot make the database: " + e.getMessage(), e);
        }
        try (var connection = connect(port, NAME)) {
            for (var service : services) {
                prepare(connection, service);
            }
        } catch (SQLException e) {
            throw new StartFailure("cannot make a schema: " + e.getMessage(), e);
        }
    }

    private static void prepare(Connection connection, String service) throws SQLException {
        if (isMissing(connection, "select 1 from pg_roles where rolname = ?", service)) {
            run(connection, "create role " + service + " login password '" + service + "'");
        }
        run(connection, "create schema if not exists " + service + " authorization " + service);
        if (service.equals(REBUILT)) {
            run(connection, "create schema if not exists " + service + "_next authorization " + service);
            run(connection, "create schema if not exists " + service + "_former authorization " + service);
        }
        run(connection, "alter role " + service + " set search_path = " + service);
    }

    private static Connection connect(int port, String database) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres");
        return source.getConnection();
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return !rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
