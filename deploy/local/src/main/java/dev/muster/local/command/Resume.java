package dev.muster.local.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster resume}. */
@Command(name = "resume", description = "Has a stage that pauses go on.", mixinStandardHelpOptions = true)
final class Resume implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "STAGE", description = "validator, claim, status or operations.")
    private String stage;

    @Override
    public Integer call() throws IOException {
        return Pause.ask(root, stage, false);
    }
}
