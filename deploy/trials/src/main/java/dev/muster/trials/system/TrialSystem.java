package dev.muster.trials.system;

import dev.muster.backing.Trees;
import dev.muster.local.client.Services;
import dev.muster.local.system.Home;
import dev.muster.local.system.Plan;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.SystemState;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** A whole system for one trial: on ports of its own, with nothing in it, and gone with all its data when closed. */
public final class TrialSystem implements AutoCloseable {
    private final Home home;
    private final Supervisor supervisor;
    private final Duration start;

    private TrialSystem(Home home, Supervisor supervisor, Duration start) {
        this.home = home;
        this.supervisor = supervisor;
        this.start = start;
    }

    /**
     * Starts broker, database and services, and returns when all are ready.
     *
     * @param root of the checkout, in which the services have been built
     * @param data a directory for this system alone; emptied first
     * @param scale number of processes by name of service, 1 where it is not named
     * @param out told, line by line, what happens
     */
    public static TrialSystem start(Path root, Path data, Map<String, Integer> scale, Consumer<String> out)
            throws IOException {
        var home = emptyHome(root, data);
        var supervisor = new Supervisor(home, Plan.onFreePorts(scale), out);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "end"));
        long began = System.nanoTime();
        supervisor.start();
        return new TrialSystem(home, supervisor, Duration.ofNanos(System.nanoTime() - began));
    }

    /** A home with nothing in it; throws IllegalStateException where another trial runs there. */
    public static Home emptyHome(Path root, Path data) throws IOException {
        var home = new Home(root, data);
        if (SystemState.read(home.state()).filter(SystemState::isSupervised).isPresent()) {
            throw new IllegalStateException("another trial runs in " + data);
        }
        Trees.delete(data);
        return home;
    }

    /** What runs, and where. */
    public SystemState state() {
        return supervisor.state();
    }

    /** How long it took until all was ready. */
    public Duration startTook() {
        return start;
    }

    /** The services, called on behalf of {@code tenant}. */
    public Services services(String tenant) {
        var token = new Tokens(Keys.in(home.keys())).sign(TokenRequest.of(tenant), Instant.now());
        return new Services(state().services(), token);
    }

    /** Ends everything and deletes its data. */
    @Override
    public void close() throws IOException {
        supervisor.close();
        Trees.delete(home.data());
    }
}
