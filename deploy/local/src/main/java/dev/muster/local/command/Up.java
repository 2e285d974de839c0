package dev.muster.local.command;

import dev.muster.local.system.Supervisor;
import java.util.concurrent.Callable;
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
    public Integer call() throws InterruptedException {
        var plan = options.plan();
        if (detach) {
            return new Detached(root, options).start();
        }
        var supervisor = new Supervisor(root.home(), plan, root.screen()::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(supervisor), "end"));
        supervisor.start();
        Processes.table(supervisor.state()).print(root.screen());
        root.screen().say("All is ready. Ctrl-C, or ./muster down elsewhere, ends it.");
        supervisor.awaitClosed();
        return 0;
    }

    private void end(Supervisor supervisor) {
        boolean wasReady = supervisor.state().ready();
        supervisor.close();
        if (wasReady) {
            root.screen().say("Ended.");
        }
    }
}
