package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.client.Operations;
import dev.muster.local.screen.Screen;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster lag}. */
@Command(
        name = "lag",
        description = "Shows how far each stage is behind, in records and in time.",
        mixinStandardHelpOptions = true)
final class Lag implements Callable<Integer> {
    private static final String TOP_LEFT = "\u001B[H";
    private static final String CLEAR_REST_OF_LINE = "\u001B[K";
    private static final String CLEAR_BELOW = "\u001B[J";

    @ParentCommand
    private Root root;

    @Option(names = "--watch", description = "Go on until Ctrl-C: on a terminal a live table.")
    private boolean watch;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Operations operations = root.operations();
        if (!watch) {
            show(operations.get("/lag", Map.of()), false);
            return 0;
        }
        operations.follow("/lag", report -> {
            show(report, root.screen().terminal());
            return !root.screen().out().checkError();
        });
        return 0;
    }

    private void show(JsonNode report, boolean over) {
        Screen screen = root.screen();
        if (json) {
            screen.say(report.toString());
            return;
        }
        if (over) {
            screen.out().print(TOP_LEFT);
        }
        screen.say("as of " + report.path("at").asText("never") + (over ? CLEAR_REST_OF_LINE : ""));
        LagTable.of(report).lines().forEach(line -> screen.say(over ? line + CLEAR_REST_OF_LINE : line));
        if (over) {
            screen.out().print(CLEAR_BELOW);
            screen.out().flush();
        }
    }
}
