package dev.muster.testing;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import dev.muster.backing.Databases;
import dev.muster.backing.FreePorts;
import dev.muster.backing.Postgres;
import dev.muster.backing.PostgresSettings;
import dev.muster.backing.Trees;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker and a real PostgreSQL on free ports, started once in a JVM, whichever test comes first, and ended
 * with it. For {@code @QuarkusTestResource}.
 */
public class Backing implements QuarkusTestResourceLifecycleManager {

    private static @Nullable Parts parts;

    /** The two, for tests that stop and start one of them. */
    public record Parts(Broker broker, Postgres postgres, Path directory) {}

    /** The running ones. */
    public static synchronized Parts parts() {
        if (parts == null) {
            parts = startBoth();
        }
        return parts;
    }

    @Override
    public Map<String, String> start() {
        Parts running = parts();
        var config = new HashMap<String, String>();
        config.put("kafka.bootstrap.servers", running.broker().bootstrap());
        config.put("muster.database.host", "127.0.0.1");
        config.put("muster.database.port", String.valueOf(running.postgres().port()));
        config.put("muster.topics.partitions", "3");
        config.put("quarkus.oidc.public-key", Tokens.publicKey());
        config.put("quarkus.http.test-port", "0");
        return config;
    }

    @Override
    public void stop() {
        // the next test class uses them too; they end with the JVM
    }

    private static Parts startBoth() {
        try {
            Path directory = Files.createTempDirectory("muster-test");
            var postgres = CompletableFuture.supplyAsync(
                    () -> Postgres.start(PostgresSettings.in(directory.resolve("postgres"))
                            .withPort(FreePorts.any())
                            .with("fsync", "off")));
            var broker =
                    Broker.start(BrokerSettings.in(directory.resolve("kafka")).withPort(FreePorts.any()));
            var started = new Parts(broker, postgres.join(), directory);
            Databases.prepare(started.postgres().port(), List.of("ingest", "claim", "status", "operations"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Parts started) {
        started.broker().close();
        started.postgres().close();
        try {
            Trees.delete(started.directory());
        } catch (IOException e) {
            System.getLogger(Backing.class.getName()).log(System.Logger.Level.WARNING, "left behind", e);
        }
    }
}
