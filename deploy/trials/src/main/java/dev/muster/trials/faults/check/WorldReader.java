package dev.muster.trials.faults.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.trials.faults.input.Inputs;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads both databases and all topics of a system that has come to rest. */
public final class WorldReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection database;

    private WorldReader(Connection database) {
        this.database = database;
    }

    /**
     * All that there is.
     *
     * @param jdbc the database, with rights to everything
     * @param bootstrap the broker
     */
    public static World read(Inputs inputs, String jdbc, String bootstrap) throws SQLException {
        try (var database = DriverManager.getConnection(jdbc)) {
            var reader = new WorldReader(database);
            return new World(inputs, TopicsReader.read(bootstrap), reader.ledger(), reader.readModel());
        }
    }

    private interface Each<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> all(String sql, Each<T> each) throws SQLException {
        var all = new ArrayList<T>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(each.of(rows));
            }
        }
        return all;
    }

    private Ledger ledger() throws SQLException {
        var devices = all(
                "select device_id, sequence, owner, owner_registration || '/' || owner_file || '/' || owner_row from claim.device",
                row -> new Ledger.Device(row.getString(1), row.getLong(2), row.getString(3), row.getString(4)));
        var entries = all(
                "select device_id, sequence, cause || '/' || file || '/' || row, outcome, tenant from claim.entry",
                row -> new Ledger.Entry(
                        row.getString(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5)));
        return new Ledger(devices, entries);
    }

    private ReadModel readModel() throws SQLException {
        var rows = all(
                "select registration_id || '/' || file || '/' || row, tenant, device_id, outcome, code from status.submission",
                row -> new ReadModel.Row(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5)));
        var devices = all(
                "select tenant, device_id, sequence, owned, registration_id || '/' || file || '/' || row,"
                        + " cast(extract(epoch from last_seen_at) * 1000 as int8) from status.device",
                row -> new ReadModel.Device(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getString(5),
                        number(row, 6)));
        var registrations = all(
                "select registration_id, tenant, interrupted_attempt, closed from status.registration",
                row -> new ReadModel.Registration(
                        row.getString(1), row.getString(2), row.getInt(3), isClosed(row.getString(4))));
        var releases = all(
                "select release_id, tenant, device_id, state from status.release",
                row -> new ReadModel.Release(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        return new ReadModel(
                new HashSet<>(rows),
                new HashSet<>(devices),
                counts(),
                new HashSet<>(registrations),
                new HashSet<>(releases),
                seenDays());
    }

    private Map<String, Map<String, Integer>> counts() throws SQLException {
        var counts = new HashMap<String, Map<String, Integer>>();
        all(
                "select registration_id, outcome, n from status.tally where n <> 0",
                row -> counts.computeIfAbsent(row.getString(1), id -> new HashMap<>())
                        .put(row.getString(2), row.getInt(3)));
        return counts;
    }

    private Map<ReadModel.SeenDay, Integer> seenDays() throws SQLException {
        var days = new HashMap<ReadModel.SeenDay, Integer>();
        all(
                "select tenant, day, n from status.seen_day where n <> 0",
                row -> days.put(new ReadModel.SeenDay(row.getString(1), row.getInt(2)), row.getInt(3)));
        return days;
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static boolean isClosed(@Nullable String json) {
        try {
            return json != null && JSON.readTree(json).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
