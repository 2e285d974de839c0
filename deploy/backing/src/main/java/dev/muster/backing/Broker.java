package dev.muster.backing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/** A Kafka broker, with its controller, as a child process. What it has acknowledged survives its end. */
public final class Broker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    /** A few for the broker, and the rest for what its JVM may be told to keep of the run. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private final BrokerSettings settings;
    private final Child child;

    private Broker(BrokerSettings settings, Child child) {
        this.settings = settings;
        this.child = child;
    }

    /** Starts a broker and waits until it answers. */
    public static Broker start(BrokerSettings settings) {
        var broker = launch(settings);
        try {
            broker.awaitReady();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Starts a broker's process and returns at once. */
    public static Broker launch(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.directory());
            Files.createDirectories(
                    Objects.requireNonNull(settings.log().toAbsolutePath().getParent()));
            var builder = new ProcessBuilder(command(settings))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(settings.log().toFile()));
            return new Broker(settings, Child.start(builder, "KILL"));
        } catch (IOException e) {
            throw new StartFailure("cannot start kafka: " + e.getMessage(), e);
        }
    }

    /** The address for {@code bootstrap.servers}. */
    public String bootstrap() {
        return "127.0.0.1:" + settings.port();
    }

    public Process process() {
        return child.process();
    }

    /** Waits until the broker answers a client. */
    public void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers(bootstrap())) {
            if (!process().isAlive()) {
                throw new StartFailure("kafka ended while starting: " + LogFile.tail(settings.log(), 3));
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailure("kafka did not answer on port " + settings.port() + " within " + START);
            }
            Pause.shortly();
        }
    }

    /** Whether a broker at {@code bootstrap} answers, and counts itself in. */
    public static boolean answers(String bootstrap) {
        if (!FreePorts.answers(Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1)))) {
            return false;
        }
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                3000,
                "default.api.timeout.ms",
                4000,
                "retries",
                0);
        var admin = Admin.create(client);
        try {
            return !admin.describeCluster().nodes().get(5, SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    /** Ends the broker in order; kills it when that takes too long. */
    @Override
    public void close() {
        child.end("TERM", STOP);
    }

    private static List<String> command(BrokerSettings settings) throws IOException {
        var directory = settings.directory();
        int controllerPort = FreePorts.any();
        var data = directory.resolve("data");
        var fresh = directory.resolve("fresh");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings.jvmOptions());
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.addAll(List.of(
                "-cp",
                classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                BrokerMain.class.getName()));
        command.add(BrokerProperties.write(settings, controllerPort, data).toString());
        command.add(BrokerProperties.write(settings, controllerPort, fresh).toString());
        command.add(fresh.toString());
        command.add(data.toString());
        return command;
    }

    /** All jars of the broker's program. */
    public static List<Path> classPath() {
        try (var list = Broker.class.getResourceAsStream("broker.classpath")) {
            var own = Broker.class.getProtectionDomain().getCodeSource().getLocation();
            var others =
                    new String(Objects.requireNonNull(list, "broker.classpath").readAllBytes(), UTF_8);
            return Stream.concat(
                            Stream.of(Path.of(own.toURI())),
                            Stream.of(others.strip().split(File.pathSeparator, -1))
                                    .map(Path::of))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
