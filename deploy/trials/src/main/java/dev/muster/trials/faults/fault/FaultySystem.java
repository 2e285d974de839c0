package dev.muster.trials.faults.fault;

import dev.muster.backing.FreePorts;
import dev.muster.backing.Trees;
import dev.muster.local.client.Operations;
import dev.muster.local.system.Home;
import dev.muster.local.system.Plan;
import dev.muster.local.system.Service;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.Surroundings;
import dev.muster.local.system.SystemState;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import dev.muster.trials.faults.clock.JumpingClocks;
import dev.muster.trials.system.TrialSystem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A whole system of its own on free ports, built so that faults can be done to it: relays between the services and what
 * they stand on, clocks that can be moved, and a second broker that has one partition of each topic to itself.
 */
public final class FaultySystem implements AutoCloseable {
    /** Those of which one partition can go offline. */
    private static final List<String> GIVEN_AWAY = List.of(
            "muster.device.submitted.v1",
            "muster.device.validated.v1",
            "muster.device.ownership.v1",
            "muster.device.rejected.v1");

    private final Home home;
    private final Plan plan;
    private final int controller = FreePorts.any();
    private final int spare = FreePorts.any();
    private final JumpingClocks clocks;
    private final Supervisor supervisor;
    private final Relay toBroker;
    private final Relay toSpare;
    private final Relay toDatabase;
    private @Nullable SpareBroker spareBroker;

    private FaultySystem(Home home, Map<String, Integer> scale, Consumer<String> out) {
        this.home = home;
        this.plan = Plan.onFreePorts(scale);
        this.clocks = new JumpingClocks(home.data().resolve("clocks"));
        this.toBroker = relay(plan.kafkaPort());
        this.toSpare = relay(spare);
        this.toDatabase = relay(plan.postgresPort());
        this.supervisor = new Supervisor(home, plan, surroundings(), out);
    }

    /**
     * Starts it, and returns when all of it is ready.
     *
     * @param root of the checkout, in which the services have been built
     * @param data a directory for this system alone; emptied first
     * @param scale number of processes by name of service
     * @param seed chooses the partitions that can go offline
     * @param out told, line by line, what happens
     */
    public static FaultySystem start(Path root, Path data, Map<String, Integer> scale, long seed, Consumer<String> out)
            throws IOException, ExecutionException, InterruptedException {
        var system = new FaultySystem(TrialSystem.emptyHome(root, data), scale, out);
        Runtime.getRuntime().addShutdownHook(new Thread(system::end, "end"));
        try {
            system.supervisor.start();
            system.shareOut(seed);
            return system;
        } catch (RuntimeException | IOException | ExecutionException | InterruptedException e) {
            system.close();
            throw e;
        }
    }

    private void shareOut(long seed) throws IOException, ExecutionException, InterruptedException {
        var second = new SpareBroker(
                home.data().resolve("kafka-2"), home.data().resolve("kafka/data"), controller, spare, toSpare.port());
        spareBroker = second;
        second.start();
        SpareBroker.give(GIVEN_AWAY, new SplittableRandom(seed), bootstrap());
    }

    private static Relay relay(int target) {
        return new Relay(FreePorts.any(), target);
    }

    private Surroundings surroundings() {
        var broker = Map.of(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(plan.kafkaPort(), controller),
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + toBroker.port(),
                "controller.quorum.voters",
                "1@127.0.0.1:" + controller);
        return new Surroundings(toBroker.port(), toDatabase.port(), broker, JumpingClocks.options(), Map.of());
    }

    /** What runs. */
    public SystemState state() {
        return supervisor.state();
    }

    /** The names of the processes of {@code service}, in order; of the broker and the database, their own. */
    public List<String> processesOf(String service) {
        var names = plan.instances().stream()
                .filter(instance -> instance.service().id().equals(service))
                .map(Plan.Instance::name)
                .toList();
        return names.isEmpty() ? List.of(service) : names;
    }

    /** The broker's address, past the relay as far as a client goes by it. */
    public String bootstrap() {
        return "127.0.0.1:" + plan.kafkaPort();
    }

    /** The database's address, with rights to everything, past the relay. */
    public String jdbc() {
        return state().jdbc();
    }

    /** The ports of the processes of ingest. */
    public List<Integer> ingestPorts() {
        return plan.instances().stream()
                .filter(instance -> instance.service() == Service.INGEST)
                .map(Plan.Instance::port)
                .toList();
    }

    /** The service operations, as an operator calls it. */
    public Operations operations() {
        var token = new Tokens(keys()).sign(TokenRequest.ofOperator(), Instant.now());
        return new Operations(
                "http://127.0.0.1:"
                        + state().process("operations").orElseThrow().port(),
                token);
    }

    /** What tokens are signed with. */
    public Keys keys() {
        return Keys.in(home.keys());
    }

    JumpingClocks clocks() {
        return clocks;
    }

    /** Between the services and both brokers. */
    List<Relay> toBrokers() {
        return List.of(toBroker, toSpare);
    }

    Relay toDatabase() {
        return toDatabase;
    }

    SpareBroker spareBroker() {
        var second = spareBroker;
        if (second == null) {
            throw new IllegalStateException("there is no second broker yet");
        }
        return second;
    }

    /** Ends everything and deletes its data. */
    @Override
    public void close() throws IOException {
        end();
        Trees.delete(home.data());
    }

    private void end() {
        if (spareBroker != null) {
            spareBroker.close();
        }
        supervisor.close();
        toBroker.close();
        toSpare.close();
        toDatabase.close();
    }
}
