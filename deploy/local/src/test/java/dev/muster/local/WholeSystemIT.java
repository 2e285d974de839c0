package dev.muster.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.backing.FreePorts;
import dev.muster.local.client.Following;
import dev.muster.local.client.OutcomeTable;
import dev.muster.local.client.Refusal;
import dev.muster.local.client.Services;
import dev.muster.local.client.Upload;
import dev.muster.local.sample.Format;
import dev.muster.local.sample.Sample;
import dev.muster.local.system.Home;
import dev.muster.local.system.Plan;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.SystemState;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged services as processes, on a real broker and a real database: what a user would see. */
@Timeout(300)
class WholeSystemIT {
    private static final int MANY = 3_000;

    @TempDir
    private static Path directory;

    private static Home home;
    private static Supervisor supervisor;

    @BeforeAll
    static void start() {
        home = new Home(root(), directory.resolve("data"));
        var ports = new HashMap<String, Integer>();
        Plan.of(Map.of(), Map.of(), 6, port -> true).ports().keySet().forEach(name -> ports.put(name, FreePorts.any()));
        supervisor = new Supervisor(home, Plan.of(ports, Map.of(), 6, FreePorts::isFree), System.out::println);
        supervisor.start();
    }

    @AfterAll
    static void end() {
        var last = supervisor.state().processes();
        supervisor.close();
        assertThat(last).noneMatch(process -> process.running().isPresent());
        assertThat(home.state()).doesNotExist();
    }

    @Test
    void findsTheOutcomeOfEachRow() throws Exception {
        for (var format : Format.values()) {
            var sample = new Sample(200, format, true, format.name().hashCode());
            var registration = follow("contoso", register("contoso", write(sample)));
            assertThat(sample.expected().differences(OutcomeTable.outcomes(registration)))
                    .as(registration.toString())
                    .isEmpty();
            assertThat(registration.path("state").asText()).isEqualTo("completed");
            assertThat(registration.path("counts").path("pending").asLong()).isZero();
        }
    }

    @Test
    void losesNothingWhenTheLedgerIsKilledInTheMiddle() throws Exception {
        var sample = new Sample(MANY, Format.SELF, true, 300);
        var id = register("fabrikam", write(sample));
        var claim = process("claim");
        claim.running().orElseThrow().destroyForcibly();
        var registration = follow("fabrikam", id);
        assertThat(sample.expected().differences(OutcomeTable.outcomes(registration)))
                .as(registration.toString())
                .isEmpty();
        assertThat(process("claim").pid()).isNotEqualTo(claim.pid());
    }

    @Test
    void givesADeviceToOneOrganizationOnly() throws Exception {
        var file = write(new Sample(20, Format.SELF, false, 400));
        assertThat(OutcomeTable.outcomes(follow("adatum", register("adatum", file)))
                        .registered())
                .isEqualTo(20);
        assertThat(OutcomeTable.outcomes(follow("adatum", register("adatum", file)))
                        .failedByCode())
                .isEqualTo(Map.of("device-already-registered", 20L));
        assertThat(OutcomeTable.outcomes(follow("wingtip", register("wingtip", file)))
                        .failedByCode())
                .isEqualTo(Map.of("device-claimed-by-another-organization", 20L));
        assertThat(devices("adatum")).hasSize(20).allMatch(device -> "ready-for-user".equals(state(device)));
        assertThat(devices("wingtip")).noneMatch(device -> "ready-for-user".equals(state(device)));
    }

    private static String register(String tenant, Path file) throws IOException, InterruptedException {
        var upload = Upload.of(file).withKey(UUID.randomUUID().toString());
        for (int attempt = 1; ; attempt++) {
            try {
                return services(tenant).register(upload).path("id").asText();
            } catch (Refusal e) {
                if (e.status() < 500 || attempt == 10) {
                    throw e;
                }
                Thread.sleep(1_000);
            }
        }
    }

    private static JsonNode follow(String tenant, String id) throws IOException {
        return Following.toTheEnd(services(tenant), id, seen -> {});
    }

    private static List<JsonNode> devices(String tenant) throws IOException {
        var items = services(tenant).devices(Map.of()).path("items");
        return items.valueStream().toList();
    }

    private static String state(JsonNode device) {
        return device.path("state").asText();
    }

    private static Services services(String tenant) {
        var token = new Tokens(Keys.in(home.keys())).sign(TokenRequest.of(tenant), Instant.now());
        return new Services(supervisor.state().services(), token);
    }

    private static SystemState.Entry process(String name) {
        return supervisor.state().process(name).orElseThrow();
    }

    private static Path write(Sample sample) throws IOException {
        var file = Files.createTempFile(directory, "sample", ".csv");
        sample.write(file);
        return file;
    }

    /** The checkout: the nearest directory above that has the launcher in it. */
    private static Path root() {
        var candidate = Path.of("").toAbsolutePath();
        while (!Files.exists(candidate.resolve("muster"))) {
            candidate = candidate.getParent();
        }
        return candidate;
    }
}
