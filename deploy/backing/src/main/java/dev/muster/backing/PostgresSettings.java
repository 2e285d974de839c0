package dev.muster.backing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a PostgreSQL keeps its data, where it listens, how it is set.
 *
 * @param directory holds the database cluster; made when missing
 * @param port of the listener on 127.0.0.1
 * @param log the file that the server's output goes to
 * @param settings PostgreSQL's own, such as {@code fsync=off}, beyond those that {@link Postgres} gives
 */
public record PostgresSettings(Path directory, int port, Path log, Map<String, String> settings) {
    public PostgresSettings {
        directory = directory.toAbsolutePath();
        settings = Map.copyOf(settings);
    }

    /** A PostgreSQL on a free port that keeps every committed transaction. */
    public static PostgresSettings in(Path directory) {
        return new PostgresSettings(directory, FreePorts.any(), directory.resolve("postgres.log"), Map.of());
    }

    public PostgresSettings withPort(int other) {
        return new PostgresSettings(directory, other, log, settings);
    }

    public PostgresSettings withLog(Path other) {
        return new PostgresSettings(directory, port, other, settings);
    }

    public PostgresSettings with(String setting, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new PostgresSettings(directory, port, log, more);
    }
}
