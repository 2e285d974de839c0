package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.local.client.Operations;
import dev.muster.local.screen.Table;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster position}. */
@Command(name = "position", description = "Moves where a stage that pauses goes on.", mixinStandardHelpOptions = true)
final class Position implements Callable<Integer> {
    private static final Set<String> ENDS = Set.of("earliest", "latest");

    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "STAGE", description = "validator, claim, status or operations.")
    private String stage;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "WHERE",
            description = "earliest, latest, or a time such as 2026-01-31T08:00:00Z.")
    private String to;

    @Option(names = "--topic", paramLabel = "T", description = "Only this one of its topics.")
    private Optional<String> topic = Optional.empty();

    @Option(names = "--dry-run", description = "Only say how many records would be read again, or never.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        var body = body();
        var moved = root.operations().post("/stages/" + Operations.encode(stage) + "/position", body);
        table(moved).print(root.screen());
        if (!dryRun) {
            boolean done = moved.path("done").asBoolean();
            root.screen()
                    .say(
                            done
                                    ? "Done: ./muster resume %s lets it go on from there.".formatted(stage)
                                    : "Asked for, and not done yet: its processes take a moment.");
            return done ? 0 : 1;
        }
        return 0;
    }

    private ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode().put("dryRun", dryRun);
        topic.ifPresent(name -> body.put("topic", name));
        return ENDS.contains(to) ? body.put("to", to) : body.put("to", "time").put("time", time(to).toString());
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new UserError("--to takes earliest, latest or a time such as 2026-01-31T08:00:00Z, not " + text);
        }
    }

    private static Table table(JsonNode moved) {
        var table = new Table("topic", "partition", "from", "to", "read again", "never read");
        for (var move : moved.path("partitions")) {
            table.row(
                    move.path("topic").asText(),
                    move.path("partition").asText(),
                    move.path("committed").asText(),
                    move.path("to").asText(),
                    move.path("readAgain").asText(),
                    move.path("skipped").asText());
        }
        return table;
    }
}
