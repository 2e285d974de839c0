package dev.muster.backing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server as a child process: its process is the postmaster itself, so it can be killed and started again. */
public final class Postgres implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Map<String, String> FIXED = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "100",
            "max_wal_size", "2GB",
            "random_page_cost", "1.1",
            "timezone", "UTC",
            "log_timezone", "UTC");

    /** Buffers by the machine's memory, in MB: no fewer, and no more, than this. */
    private static final int LEAST_BUFFERS = 192;

    private static final int MOST_BUFFERS = 2048;

    private final PostgresSettings settings;
    private final Child child;

    private Postgres(PostgresSettings settings, Child child) {
        this.settings = settings;
        this.child = child;
    }

    /** Starts a server and waits until it answers. */
    public static Postgres start(PostgresSettings settings) {
        var postgres = launch(settings);
        try {
            postgres.awaitReady();
            return postgres;
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /** Starts a server's process, making its cluster first where there is none, and returns before it answers. */
    public static Postgres launch(PostgresSettings settings) {
        var programs = PostgresBinaries.unpacked();
        var data = settings.directory().resolve("data");
        try {
            Files.createDirectories(settings.directory());
            Files.createDirectories(
                    Objects.requireNonNull(settings.log().toAbsolutePath().getParent()));
            if (!Files.exists(data)) {
                makeCluster(programs, settings, data);
            }
            Remains.clear(data);
            var builder = output(settings, serverCommand(programs, settings, data));
            return new Postgres(settings, Child.start(builder, "INT"));
        } catch (IOException e) {
            throw new StartFailure("cannot start postgres: " + e.getMessage(), e);
        }
    }

    public int port() {
        return settings.port();
    }

    public Process process() {
        return child.process();
    }

    /** A JDBC address of {@code database} for {@code user}; from this machine no password is asked for. */
    public String jdbcUrl(String database, String user) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?user=" + user;
    }

    /** Waits until the server answers a client. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(port())) {
            if (!process().isAlive()) {
                throw new StartFailure("postgres ended while starting: " + LogFile.tail(settings.log(), 3));
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("postgres did not answer on port " + port() + " within " + START);
            }
            Pause.shortly();
        }
    }

    /** Whether a PostgreSQL on {@code port} of this machine answers. */
    public static boolean answers(int port) {
        if (!FreePorts.answers(port)) {
            return false;
        }
        var source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres");
        source.setLoginTimeout(3);
        source.setSocketTimeout(3);
        try (var connection = source.getConnection()) {
            return connection.isValid(3);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Ends the server in order, cutting its connections; kills it when that takes too long. */
    @Override
    public void close() {
        child.end("INT", STOP);
    }

    private static void makeCluster(Path programs, PostgresSettings settings, Path data) throws IOException {
        var fresh = data.resolveSibling("fresh");
        Trees.delete(fresh);
        var command = new ArrayList<>(asNobody(programs.resolve("bin/initdb")));
        command.addAll(List.of("-D", fresh.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8"));
        command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        if ("off".equals(settings.settings().get("fsync"))) {
            command.add("--no-sync");
        }
        try {
            if (output(settings, command).start().waitFor() != 0) {
                throw new StartFailure("cannot make a database: " + LogFile.tail(settings.log(), 3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while making a database", e);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> serverCommand(Path programs, PostgresSettings settings, Path data) {
        var command = new ArrayList<>(asNobody(programs.resolve("bin/postgres")));
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(settings.port())));
        var all = new LinkedHashMap<>(FIXED);
        all.put("shared_buffers", buffers() + "MB");
        all.putAll(settings.settings());
        all.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        return command;
    }

    /**
     * A sixteenth of the machine's memory, of which the server takes what its tables need: indexes in which rows land
     * anywhere have to fit, or each row reads and writes pages.
     */
    private static int buffers() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.clamp(memory / 16 / (1024 * 1024), LEAST_BUFFERS, MOST_BUFFERS);
    }

    /** PostgreSQL refuses to be root: in a user namespace without a mapping it is nobody, and still owns its files. */
    private static List<String> asNobody(Path program) {
        return "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "-U", program.toString())
                : List.of(program.toString());
    }

    private static ProcessBuilder output(PostgresSettings settings, List<String> command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
    }
}
