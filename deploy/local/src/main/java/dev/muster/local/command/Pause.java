package dev.muster.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.local.client.Operations;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster pause}. */
@Command(
        name = "pause",
        description = "Has a stage finish its batch and process nothing more until resume.",
        mixinStandardHelpOptions = true)
final class Pause implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "STAGE", description = "validator, claim, status or operations.")
    private String stage;

    @Override
    public Integer call() throws IOException {
        return ask(root, stage, true);
    }

    /** Asks for a pause, or for its end. */
    static int ask(Root root, String stage, boolean paused) throws IOException {
        var body = JsonNodeFactory.instance.objectNode().put("paused", paused);
        root.operations().put("/stages/" + Operations.encode(stage), body);
        root.screen().say("%s is to %s.".formatted(stage, paused ? "pause" : "go on"));
        return 0;
    }
}
