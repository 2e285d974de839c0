package dev.muster.local.command;

import dev.muster.local.system.Plan;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster up}. */
@Command(
        name = "up",
        description = "Starts the broker, the database and the services, and keeps them running until Ctrl-C or down.",
        mixinStandardHelpOptions = true)
final class Up implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Mixin
    private PlanOptions options;

    @Option(names = "--detach", description = "Return when all is ready, and leave it running.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException, IOException {
        var plan = options.plan();
        if (detach) {
            if (root.running().isPresent()) {
                throw new UserError("already running: ./muster status shows it, ./muster down ends it");
            }
            var detached = Detached.into(root.home().log("supervisor"), root.screen()::say);
            run(plan, detached, detached::leave, "All is ready. ./muster down ends it.");
        } else {
            run(plan, root.screen()::say, () -> {}, "All is ready. Ctrl-C, or ./muster down elsewhere, ends it.");
        }
        return 0;
    }

    /** Keeps everything running until the end; {@code ready} once it is. */
    private void run(Plan plan, Consumer<String> say, Runnable ready, String readyLine) throws InterruptedException {
        var supervisor = new Supervisor(root.home(), plan, say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor, say), "end"));
        supervisor.start();
        Processes.table(supervisor.state()).print(root.screen());
        say.accept(readyLine);
        ready.run();
        supervisor.awaitClosed();
    }

    private void end(Supervisor supervisor, Consumer<String> say) {
        boolean wasReady = supervisor.state().ready();
        supervisor.close();
        if (wasReady) {
            say.accept("Ended.");
        }
    }
}
