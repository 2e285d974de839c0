package dev.muster.trials.floor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/** The two tables of the floor, a set of rows at a time; every commit is synchronous. */
final class Tables implements AutoCloseable {
    private static final String CLAIM = """
            insert into floor.ledger (device, run, line)
            select * from unnest(?, ?, ?) on conflict (device) do nothing returning device""";
    private static final String PENDING = """
            insert into floor.device (device, run, line, manufacturer, model, serial_number, state)
            select *, 'pending' from unnest(?, ?, ?, ?, ?, ?) on conflict (device) do nothing""";
    private static final String READY = """
            insert into floor.device (device, run, line, manufacturer, model, serial_number, state)
            select *, 'ready' from unnest(?, ?, ?, ?, ?, ?)
            on conflict (device) do update set state = 'ready' where device.state <> 'ready'""";

    private final Connection connection;

    Tables(String jdbc) throws SQLException {
        connection = DriverManager.getConnection(jdbc);
        connection.setAutoCommit(false);
    }

    /** Makes the tables where they are missing. */
    void make() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists floor");
            statement.execute(
                    "create table if not exists floor.ledger (device text primary key, run text not null, line text not null)");
            statement.execute("""
                    create table if not exists floor.device (device text primary key, run text not null,
                      line text not null, manufacturer text, model text, serial_number text, state text not null)""");
        }
        connection.commit();
    }

    /** Claims devices; those that were not claimed before are given back. */
    List<Line> claim(List<Line> lines) throws SQLException {
        var fresh = new ArrayList<String>(lines.size());
        try (var statement = connection.prepareStatement(CLAIM)) {
            set(statement, 1, lines, Line::device);
            set(statement, 2, lines, Line::run);
            set(statement, 3, lines, Line::line);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(rows.getString(1));
                }
            }
        }
        connection.commit();
        if (fresh.size() == lines.size()) {
            return lines;
        }
        var claimed = new HashSet<>(fresh);
        return lines.stream().filter(line -> claimed.remove(line.device())).toList();
    }

    /** Writes rows as pending, then others as ready, in one transaction; gives how many became ready. */
    int project(List<Line> submitted, List<Line> claimed) throws SQLException {
        write(PENDING, submitted);
        int ready = write(READY, claimed);
        connection.commit();
        return ready;
    }

    private int write(String sql, List<Line> lines) throws SQLException {
        if (lines.isEmpty()) {
            return 0;
        }
        try (var statement = connection.prepareStatement(sql)) {
            set(statement, 1, lines, Line::device);
            set(statement, 2, lines, Line::run);
            set(statement, 3, lines, Line::line);
            set(statement, 4, lines, Line::manufacturer);
            set(statement, 5, lines, Line::model);
            set(statement, 6, lines, Line::serialNumber);
            return statement.executeUpdate();
        }
    }

    private void set(PreparedStatement statement, int index, List<Line> lines, Function<Line, String> column)
            throws SQLException {
        var values = lines.stream().map(column).toArray();
        statement.setArray(index, connection.createArrayOf("text", values));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
