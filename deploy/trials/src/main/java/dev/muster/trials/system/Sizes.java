package dev.muster.trials.system;

import dev.muster.local.system.SystemState;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How much broker and database keep. */
public final class Sizes {
    private Sizes() {}

    /** Bytes of each topic on the broker's disk, without its own bookkeeping. */
    public static Map<String, Long> topics(SystemState state) throws InterruptedException {
        var sizes = new TreeMap<String, Long>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", state.kafka()))) {
            for (var broker : admin.describeCluster().nodes().get()) {
                var directories = admin.describeLogDirs(List.of(broker.id()))
                        .allDescriptions()
                        .get();
                directories.values().stream()
                        .flatMap(byDirectory -> byDirectory.values().stream())
                        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
                        .filter(replica -> !replica.getKey().topic().startsWith("__"))
                        .forEach(replica -> sizes.merge(
                                replica.getKey().topic(), replica.getValue().size(), Long::sum));
            }
            return sizes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask the broker", e);
        }
    }

    /** Bytes of each table with its indexes, by {@code schema.table}. */
    public static Map<String, Long> tables(SystemState state) throws SQLException {
        var sizes = new TreeMap<String, Long>();
        try (var connection = DriverManager.getConnection(state.jdbc());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select schemaname || '.' || relname, pg_total_relation_size(relid) from pg_stat_user_tables")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        return sizes;
    }
}
