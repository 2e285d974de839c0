package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.local.client.Operations;
import dev.muster.local.screen.Screen;
import dev.muster.local.screen.Table;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        synopsisSubcommandLabel = "ls|show|replay",
        subcommands = {DeadLetters.Ls.class, DeadLetters.Show.class, DeadLetters.Replay.class},
        mixinStandardHelpOptions = true)
final class DeadLetters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_CELL = 60;

    @ParentCommand
    private Root root;

    /** Which letters. */
    static final class Filter {
        @Option(names = "--stage", paramLabel = "S", description = "Set aside by it: validator, claim, status ...")
        private Optional<String> stage = Optional.empty();

        @Option(names = "--tenant", paramLabel = "T", description = "Of that organization.")
        private Optional<String> tenant = Optional.empty();

        @Option(names = "--registration", paramLabel = "ID", description = "Of that upload.")
        private Optional<String> registration = Optional.empty();

        @Option(names = "--from", paramLabel = "TIME", description = "Not older, such as 2026-01-31T08:00:00Z.")
        private Optional<String> from = Optional.empty();

        @Option(names = "--to", paramLabel = "TIME", description = "Older.")
        private Optional<String> to = Optional.empty();

        Map<String, String> parameters() {
            var parameters = new LinkedHashMap<String, String>();
            stage.ifPresent(value -> parameters.put("stage", value));
            tenant.ifPresent(value -> parameters.put("tenant", value));
            registration.ifPresent(value -> parameters.put("registration", value));
            from.ifPresent(value -> parameters.put("from", value));
            to.ifPresent(value -> parameters.put("to", value));
            return parameters;
        }
    }

    /** {@code muster dead-letters ls}. */
    @Command(name = "ls", description = "Lists them, newest first.", mixinStandardHelpOptions = true)
    static final class Ls implements Callable<Integer> {
        @ParentCommand
        private DeadLetters parent;

        @Mixin
        private Filter filter;

        @Option(names = "--limit", paramLabel = "N", description = "So many at most (default: ${DEFAULT-VALUE}).")
        private int limit = 50;

        @Option(names = "--json", description = "One as JSON on each line.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            var parameters = filter.parameters();
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
            var letter = parent.root.operations().get("/dead-letters/" + Operations.encode(id), new LinkedHashMap<>());
            parent.root.screen().say(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(letter));
            return 0;
        }
    }

    /** {@code muster dead-letters replay}. */
    @Command(
            name = "replay",
            description = "Has some tried again: those named, those that a filter finds, or all.",
            mixinStandardHelpOptions = true)
    static final class Replay implements Callable<Integer> {
        @ParentCommand
        private DeadLetters parent;

        @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of dead letters.")
        private List<String> ids = new ArrayList<>();

        @Mixin
        private Filter filter;

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Option(names = "--dry-run", description = "Only say what would happen.")
        private boolean dryRun;

        @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: 100).")
        private Optional<Integer> rate = Optional.empty();

        @Override
        public Integer call() throws IOException {
            var operations = parent.root.operations();
            var screen = parent.root.screen();
            var begun = operations.post("/replays", body());
            if (dryRun) {
                screen.say("%d of %d would be tried again."
                        .formatted(
                                begun.path("replayed").asLong(),
                                begun.path("total").asLong()));
                begun.path("toTopics")
                        .properties()
                        .forEach(topic -> screen.say("  onto %s: %s"
                                .formatted(topic.getKey(), topic.getValue().asText())));
                leftOut(screen, begun);
                return 0;
            }
            return await(operations, screen, begun.path("id").asText());
        }

        private ObjectNode body() {
            var body = JSON.createObjectNode();
            var parameters = filter.parameters();
            if ((ids.isEmpty() ? 0 : 1) + (parameters.isEmpty() ? 0 : 1) + (all ? 1 : 0) != 1) {
                throw new UserError("replay takes ids, or a filter such as --stage claim, or --all");
            }
            if (!ids.isEmpty()) {
                ids.forEach(body.putArray("ids")::add);
            } else if (all) {
                body.put("all", true);
            } else {
                parameters.forEach(body.putObject("filter")::put);
            }
            rate.ifPresent(perSecond -> body.put("ratePerSecond", perSecond));
            return body.put("dryRun", dryRun);
        }

        private static int await(Operations operations, Screen screen, String id) throws IOException {
            while (true) {
                var replay = operations.get("/replays/" + id, new LinkedHashMap<>());
                if (!replay.path("state").asText().equals("running")) {
                    screen.say("%s: %d of %d sent (replay %s)"
                            .formatted(
                                    replay.path("state").asText(),
                                    replay.path("counts").path("sent").asLong(),
                                    replay.path("total").asLong(),
                                    id));
                    leftOut(screen, replay);
                    return replay.path("state").asText().equals("completed") ? 0 : 1;
                }
                pause();
            }
        }

        private static void pause() throws IOException {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private static void leftOut(Screen screen, JsonNode of) {
            of.path("leftOut")
                    .properties()
                    .forEach(reason -> screen.say("  left out, %s: %s"
                            .formatted(reason.getKey(), reason.getValue().asText())));
        }
    }

    private static String plain(JsonNode node, String field) {
        return Screen.plain(node.path(field).asText("-"), LONGEST_CELL);
    }
}
