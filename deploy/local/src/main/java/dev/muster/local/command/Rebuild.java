package dev.muster.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster rebuild}. */
@Command(
        name = "rebuild",
        description = "Has the read model built again from the topics, beside the one that serves.",
        mixinStandardHelpOptions = true)
final class Rebuild implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "start; stop, keeping what was built; or discard, the tables that do not serve.")
    private String action;

    @Override
    public Integer call() throws IOException {
        var body = JsonNodeFactory.instance.objectNode().put("action", action);
        var asked = root.operations().post("/rebuilds", body);
        root.screen()
                .say("Asked for: rebuild %s, request %s."
                        .formatted(action, asked.path("id").asText()));
        return 0;
    }
}
