package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.local.client.Operations;
import dev.muster.local.screen.Screen;
import dev.muster.local.screen.Table;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster dead-letters}. */
@Command(
        name = "dead-letters",
        description = "Looks at records that were set aside, and has them tried again.",
        synopsisSubcommandLabel = "ls|show|replay|replays|cancel",
        subcommands = {DeadLetters.Ls.class, DeadLetters.Show.class, Replay.class, Replays.class, Cancel.class},
        mixinStandardHelpOptions = true)
final class DeadLetters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_CELL = 60;

    @ParentCommand
    private Root root;

    /** {@code muster dead-letters ls}. */
    @Command(name = "ls", description = "Lists them, newest first.", mixinStandardHelpOptions = true)
    static final class Ls implements Callable<Integer> {
        @ParentCommand
        private DeadLetters parent;

        @Mixin
        private Wanted wanted;

        @Option(names = "--limit", paramLabel = "N", description = "So many at most (default: ${DEFAULT-VALUE}).")
        private int limit = 50;

        @Option(names = "--json", description = "One as JSON on each line.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            var parameters = wanted.parameters();
            parameters.put("limit", Integer.toString(limit));
            var page = parent.root.operations().get("/dead-letters", parameters);
            if (json) {
                page.path("items").forEach(letter -> parent.root.screen().say(letter.toString()));
                return 0;
            }
            var table = new Table("id", "at", "stage", "tenant", "request id", "exception", "tried again");
            for (var letter : page.path("items")) {
                table.row(
                        letter.path("id").asText(),
                        letter.path("at").asText(),
                        letter.path("stage").asText(),
                        plain(letter, "tenant"),
                        letter.path("requestId").asText("-"),
                        plain(letter, "exception"),
                        letter.path("replayCount").asText());
            }
            table.print(parent.root.screen());
            if (page.has("next")) {
                parent.root.screen().say("There are more: --limit, or a filter.");
            }
            return 0;
        }
    }

    /** {@code muster dead-letters show}. */
    @Command(
            name = "show",
            description = "Shows one as it was, with why it was set aside and what became of it.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @ParentCommand
        private DeadLetters parent;

        @Parameters(index = "0", paramLabel = "ID", description = "Its id, or its Request ID.")
        private String id;

        @Override
        public Integer call() throws IOException {
            String path = "/dead-letters/" + part(id);
            var letter = parent.root.operations().get(path, new LinkedHashMap<>());
            parent.root.screen().say(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(letter));
            return 0;
        }
    }

    Root root() {
        return root;
    }

    /** An id as a part of a path, which it has to be at all; what it names is for the service to say. */
    static String part(String id) {
        if (id.isBlank() || id.contains("/")) {
            throw new UserError("'" + id + "' is no id: `muster dead-letters ls` shows those of dead letters,"
                    + " `muster dead-letters replays` those of replays");
        }
        return Operations.encode(id);
    }

    private static String plain(JsonNode node, String field) {
        return Screen.plain(node.path(field).asText("-"), LONGEST_CELL);
    }
}
