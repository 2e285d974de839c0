package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.local.client.Operations;
import dev.muster.local.screen.Screen;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster rebuild}. */
@Command(
        name = "rebuild",
        description = {
            "Builds the read model again from the topics, beside the one that serves; compares the two; and switches.",
            "Without an option: starts, or goes on with what was stopped, and shows how far it is. Ctrl-C only ends"
                    + " the showing."
        },
        mixinStandardHelpOptions = true)
final class Rebuild implements Callable<Integer> {
    private static final Set<String> UNDER_WAY = Set.of("asked", "building");
    private static final long LOOK_MS = 1000;

    @ParentCommand
    private Root root;

    @ArgGroup
    private Wanted wanted = new Wanted();

    /** One of them at most. */
    static final class Wanted {
        @Option(
                names = "--anyway",
                description = "Switch to the new tables even where they differ: where an old fault was mended.")
        private boolean anyway;

        @Option(names = "--stop", description = "Build no further; rebuild goes on where it was.")
        private boolean stop;

        @Option(names = "--back", description = "Let the former tables serve again, brought up to date.")
        private boolean back;

        @Option(names = "--drop", description = "Drop all tables that do not serve: the former ones too.")
        private boolean drop;

        @Option(names = "--show", description = "Only show how it stands.")
        private boolean show;

        private String action() {
            if (anyway) {
                return "switch";
            }
            if (stop) {
                return "stop";
            }
            if (back) {
                return "back";
            }
            return drop ? "drop" : "start";
        }
    }

    @Override
    public Integer call() throws IOException {
        var operations = root.operations();
        if (wanted.show) {
            return show(operations);
        }
        var body = JsonNodeFactory.instance.objectNode().put("action", wanted.action());
        return follow(operations, operations.post("/rebuilds", body).path("id").asText());
    }

    private int show(Operations operations) throws IOException {
        var items = operations.get("/rebuilds", Map.of()).path("items");
        items.forEach(this::say);
        if (items.isEmpty()) {
            root.screen().say("Nobody has asked for a rebuild yet.");
        }
        return 0;
    }

    /** Shows how it stands with a request whenever that has changed, until it has come to its end. */
    private int follow(Operations operations, String id) throws IOException {
        JsonNode shown = null;
        while (true) {
            var last = operations.get("/rebuilds", Map.of()).path("items").path(0);
            if (last.path("id").asText().equals(id)) {
                if (!last.equals(shown)) {
                    say(last);
                    shown = last;
                }
                if (!UNDER_WAY.contains(last.path("state").asText())) {
                    return isRefused(last) ? 1 : 0;
                }
            } else if (shown != null) {
                root.screen().say("Somebody has asked for something else.");
                return 1;
            }
            pause();
        }
    }

    private static boolean isRefused(JsonNode rebuild) {
        return Set.of("differs", "refused").contains(rebuild.path("state").asText());
    }

    private void say(JsonNode rebuild) {
        Screen screen = root.screen();
        var line = new StringBuilder("%s: %s"
                .formatted(
                        rebuild.path("action").asText(), rebuild.path("state").asText()));
        if (rebuild.hasNonNull("detail")) {
            line.append(", ").append(Screen.plain(rebuild.path("detail").asText(), 120));
        }
        if (rebuild.path("events").asLong() > 0) {
            line.append("; %,d events read, %,d left"
                    .formatted(
                            rebuild.path("events").asLong(),
                            rebuild.path("left").asLong()));
        }
        screen.say(line.toString());
        rebuild.path("differences").forEach(difference -> screen.say("  " + Screen.plain(difference.asText(), 200)));
        if (rebuild.path("state").asText().equals("differs")) {
            screen.say("Nothing was switched. rebuild --anyway lets the new tables serve, rebuild --drop drops them.");
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
