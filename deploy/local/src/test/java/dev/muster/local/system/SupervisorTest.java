package dev.muster.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backing.Child;
import dev.muster.backing.FreePorts;
import dev.muster.backing.StartFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With the real broker and the real database, and services that only say that they are ready. */
@Timeout(120)
class SupervisorTest {
    @TempDir
    private Path root;

    @Test
    void startsAgainWhateverIsKilledAndLeavesNothing() throws Exception {
        FakeService.install(root);
        var home = new Home(root, root.resolve("data"));
        List<SystemState.Entry> last;
        try (var supervisor = new Supervisor(home, plan(Map.of("claim", 2)), line -> {})) {
            supervisor.start();
            assertThat(SystemState.read(home.state())).contains(supervisor.state());
            assertThat(names(supervisor))
                    .containsExactly(
                            "kafka", "postgres", "ingest", "validator", "claim", "claim-2", "status", "operations");
            assertThat(environment(supervisor, "claim-2"))
                    .contains(
                            "MUSTER_DATABASE_USER=claim", "MUSTER_TOPICS_PARTITIONS=3", "QUARKUS_OIDC_PUBLIC_KEY=MII");
            assertSecondIsRefused(home);
            for (var name : List.of("claim-2", "postgres", "kafka")) {
                killAndAwait(supervisor, name);
            }
            last = supervisor.state().processes();
        }
        assertThat(last).noneMatch(process -> process.running().isPresent());
        assertThat(home.state()).doesNotExist();
    }

    @Test
    void endsWhatAKilledSupervisorLeft() throws Exception {
        var home = new Home(root, root.resolve("data"));
        Files.createDirectories(home.data());
        var left = Child.start(new ProcessBuilder("sleep", "60"), "KILL").process();
        var dead = new SystemState.Entry("supervisor", left.pid(), 1, 0, true);
        var entry = SystemState.Entry.of("claim", left.toHandle(), 8083, true);
        var said = new ArrayList<String>();
        Leftovers.end(new SystemState(dead, true, List.of(entry)), said::add);
        assertThat(left.isAlive()).isFalse();
        assertThat(said).containsExactly("ending claim, left over by an earlier run");
    }

    @Test
    void startsNothingWhenAPortIsTaken() throws Exception {
        var home = new Home(root, root.resolve("data"));
        try (var taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            var plan = plan(Map.of(), Map.of("validator", taken.getLocalPort()));
            try (var supervisor = new Supervisor(home, plan, line -> {})) {
                assertThatThrownBy(supervisor::start)
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining("--ports validator=PORT");
            }
        }
        assertThat(home.kafka()).doesNotExist();
    }

    @Test
    void saysWhatDidNotStartAndEndsTheRest() throws Exception {
        FakeService.install(root);
        var home = new Home(root, root.resolve("data"));
        Files.writeString(home.jar(Service.CLAIM), "not a jar");
        try (var supervisor = new Supervisor(home, plan(Map.of()), line -> {})) {
            assertThatThrownBy(supervisor::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContainingAll("claim did not start", "corrupt jarfile");
            assertThat(supervisor.state().processes())
                    .noneMatch(process -> process.running().isPresent());
        }
    }

    private static void assertSecondIsRefused(Home home) {
        try (var second = new Supervisor(home, plan(Map.of()), line -> {})) {
            assertThatThrownBy(second::start).isInstanceOf(UserError.class).hasMessageContaining("already running");
        }
        assertThat(home.state()).exists();
    }

    private static void killAndAwait(Supervisor supervisor, String name) throws InterruptedException {
        var before = supervisor.state().process(name).orElseThrow();
        before.running().orElseThrow().destroyForcibly();
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        SystemState.Entry now;
        do {
            assertThat(System.nanoTime()).as(name + " is started again in time").isLessThan(deadline);
            Thread.sleep(100);
            now = supervisor.state().process(name).orElseThrow();
        } while (now.pid() == before.pid() || !now.ready());
        assertThat(Readiness.of(now)).isTrue();
    }

    private static String environment(Supervisor supervisor, String name) throws IOException {
        var address = supervisor.state().services().get(name);
        try (var answer = URI.create(address + "/").toURL().openStream()) {
            return new String(answer.readAllBytes(), UTF_8);
        }
    }

    private static List<String> names(Supervisor supervisor) {
        return supervisor.state().processes().stream()
                .map(SystemState.Entry::name)
                .toList();
    }

    private static Plan plan(Map<String, Integer> scale) {
        return plan(scale, Map.of());
    }

    private static Plan plan(Map<String, Integer> scale, Map<String, Integer> moved) {
        var ports = new HashMap<String, Integer>();
        Plan.of(Map.of(), scale, 3, port -> true).ports().keySet().forEach(name -> ports.put(name, FreePorts.any()));
        ports.putAll(moved);
        return Plan.of(ports, scale, 3, FreePorts::isFree);
    }
}
