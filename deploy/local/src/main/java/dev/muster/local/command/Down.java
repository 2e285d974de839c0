package dev.muster.local.command;

import dev.muster.local.system.Leftovers;
import dev.muster.local.system.SystemState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster down}. */
@Command(
        name = "down",
        description = "Ends everything that up started, in order; data and logs stay.",
        mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {
    /** More than the members of the system have, one after the other. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @ParentCommand
    private Root root;

    @Override
    public Integer call() throws IOException {
        var state = SystemState.read(root.home().state());
        if (state.isEmpty()) {
            root.screen().say("Nothing is running.");
            return 0;
        }
        state.get().supervisor().running().ifPresent(this::end);
        Leftovers.end(state.get(), root.screen()::say);
        Files.deleteIfExists(root.home().state());
        root.screen().say("Ended.");
        return 0;
    }

    private void end(ProcessHandle supervisor) {
        root.screen().say("Ending the services, the broker and the database ...");
        supervisor.destroy();
        if (!Leftovers.gone(supervisor, PATIENCE)) {
            supervisor.destroyForcibly();
        }
    }
}
