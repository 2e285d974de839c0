package dev.muster.trials.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.local.system.SystemState;
import dev.muster.model.identity.DeviceId;
import dev.muster.trials.floor.Floor;
import dev.muster.trials.system.Comparison;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** The floor as a process of its own, on the broker and the database of a running system. */
final class FloorProcess implements AutoCloseable {
    private static final String HEAP = "-Xmx1376m"; // what the four services have together

    private final SystemState state;
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;

    private FloorProcess(SystemState state, Process process) {
        this.state = state;
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, UTF_8);
    }

    /** Starts it, in a fresh JVM, and returns when it is ready. */
    static FloorProcess start(SystemState state) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        HEAP,
                        "-XX:+UseParallelGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Floor.class.getName(),
                        state.kafka(),
                        state.jdbc())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var floor = new FloorProcess(state, process);
        floor.answer();
        return floor;
    }

    long pid() {
        return process.pid();
    }

    /** Sends a file through; gives how long it took from its first byte to its last device being ready. */
    Duration run(String run, Path file) throws IOException {
        orders.println(run + " " + file);
        return Duration.ofNanos(Long.parseLong(answer()));
    }

    /** Throws IllegalStateException, saying what differs, unless each device is there exactly once and ready. */
    void demandAllReady(String run, Set<UUID> devices) throws SQLException {
        var comparison = new Comparison(devices, "ready");
        try (var connection = DriverManager.getConnection(state.jdbc());
                var statement = connection.prepareStatement("""
                        select d.manufacturer, d.serial_number, d.state
                        from floor.device d join floor.ledger l using (device, run, line) where run = ?""")) {
            statement.setString(1, run);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    comparison.found(DeviceId.of(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
            }
        }
        comparison.demandNone("floor");
    }

    private String answer() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new IOException("the floor has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
