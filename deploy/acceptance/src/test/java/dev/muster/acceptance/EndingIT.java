package dev.muster.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backing.FreePorts;
import dev.muster.local.token.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A packaged service that ends before it is ready: because it is told to, or because it cannot start. */
@Timeout(60)
class EndingIT {
    private static final int TERMINATED = 143;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"claim, Connection error", "validator, waiting work=topics"})
    void endsAtOnceWhileItStarts(String service, String waits) throws Exception {
        var log = directory.resolve(service + ".log");
        var process = launch(service, log, Map.of());
        try {
            awaitIn(log, waits, process);
            process.destroy();
            assertThat(process.waitFor(5, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(TERMINATED);
            assertThat(log).content().contains("ended while starting");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        var log = directory.resolve("validator.log");
        var process = launch("validator", log, Map.of("MUSTER_ISSUERS_OTHER_ISSUER", "https://other.example"));
        try {
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(log)
                    .content()
                    .contains("muster.issuers.other has no keys")
                    .doesNotContain("ended while starting");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Without a broker and without a database. */
    private Process launch(String service, Path log, Map<String, String> settings) throws IOException {
        var jar = Checkout.root().resolve("services/%s/target/%s-runner.jar".formatted(service, service));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(java, "-Xmx128m", "-XX:+UseSerialGC", "-jar", jar.toString());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(FreePorts.any()),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "127.0.0.1:" + FreePorts.any(),
                        "MUSTER_DATABASE_HOST",
                        "127.0.0.1",
                        "MUSTER_DATABASE_PORT",
                        Integer.toString(FreePorts.any()),
                        "MUSTER_ISSUERS_LOCAL_ISSUER",
                        "https://issuer.example",
                        "QUARKUS_OIDC_PUBLIC_KEY",
                        Keys.in(directory).publicKey()));
        builder.environment().putAll(settings);
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static void awaitIn(Path log, String words, Process process) throws IOException, InterruptedException {
        while (!Files.readString(log).contains(words)) {
            assertThat(process.isAlive()).as(() -> "alive, and not: " + log).isTrue();
            Thread.sleep(100);
        }
    }
}
