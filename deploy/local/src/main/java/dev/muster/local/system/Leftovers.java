package dev.muster.local.system;

import dev.muster.backing.Child;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ends what a supervisor left behind that was itself killed. */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    /** Ends every process of {@code state} that still runs, in order: services, broker, database. */
    public static void end(SystemState state, Consumer<String> out) {
        var services = state.processes().stream()
                .filter(p -> !p.name().equals(Plan.KAFKA) && !p.name().equals(Plan.POSTGRES))
                .toList();
        end(services, "TERM", out);
        end(only(state, Plan.KAFKA), "TERM", out);
        end(only(state, Plan.POSTGRES), "INT", out);
    }

    /** Waits for the end of {@code process}; false when it did not come in time. */
    public static boolean gone(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<SystemState.Entry> only(SystemState state, String name) {
        return state.process(name).stream().toList();
    }

    private static void end(List<SystemState.Entry> entries, String signal, Consumer<String> out) {
        Stream<CompletableFuture<Void>> endings = entries.stream()
                .flatMap(entry -> entry.running().stream()
                        .peek(handle -> out.accept("ending " + entry.name() + ", left over by an earlier run")))
                .map(handle -> CompletableFuture.runAsync(() -> end(handle, signal)));
        CompletableFuture.allOf(endings.toArray(CompletableFuture<?>[]::new)).join();
    }

    private static void end(ProcessHandle process, String signal) {
        Child.signal(process.pid(), signal);
        if (!gone(process, PATIENCE)) {
            process.destroyForcibly();
            gone(process, PATIENCE);
        }
    }
}
