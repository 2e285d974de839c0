package dev.muster.backing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a broker keeps its data, where it listens, how its JVM is run.
 *
 * @param directory holds the log segments and the broker's configuration; made when missing
 * @param port of the listener on 127.0.0.1
 * @param log the file that the broker's output goes to
 * @param jvmOptions of the broker's JVM
 * @param properties Kafka's own settings, beyond those that {@link Broker} gives
 */
public record BrokerSettings(
        Path directory, int port, Path log, List<String> jvmOptions, Map<String, String> properties) {
    /** Quick to start and small: what a test wants. */
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    public BrokerSettings {
        directory = directory.toAbsolutePath();
        jvmOptions = List.copyOf(jvmOptions);
        properties = Map.copyOf(properties);
    }

    /** A small broker on a free port. */
    public static BrokerSettings in(Path directory) {
        var options =
                Stream.concat(SMALL.stream(), SharedClasses.options().stream()).toList();
        return new BrokerSettings(directory, FreePorts.any(), directory.resolve("kafka.log"), options, Map.of());
    }

    public BrokerSettings withPort(int other) {
        return new BrokerSettings(directory, other, log, jvmOptions, properties);
    }

    public BrokerSettings withLog(Path other) {
        return new BrokerSettings(directory, port, other, jvmOptions, properties);
    }

    public BrokerSettings withJvmOptions(String... others) {
        return new BrokerSettings(directory, port, log, List.of(others), properties);
    }

    public BrokerSettings with(String property, String value) {
        var more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new BrokerSettings(directory, port, log, jvmOptions, more);
    }
}
