package dev.muster.local.command;

import dev.muster.local.screen.Screen;
import dev.muster.local.screen.Table;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster dead-letters replays}. */
@Command(
        name = "replays",
        description = "Lists the newest replays: who wanted them, when, and what came of them.",
        mixinStandardHelpOptions = true)
final class Replays implements Callable<Integer> {
    private static final int LONGEST_CELL = 40;

    @ParentCommand
    private DeadLetters parent;

    @Override
    public Integer call() throws IOException {
        var table = new Table("id", "at", "by", "state", "sent", "succeeded", "came back", "of");
        for (var replay : parent.root().operations().get("/replays", Map.of()).path("items")) {
            table.row(
                    replay.path("id").asText(),
                    replay.path("requestedAt").asText(),
                    Screen.plain(replay.path("requestedBy").asText(), LONGEST_CELL),
                    replay.path("state").asText(),
                    Long.toString(ReplayLines.sent(replay)),
                    replay.path("counts").path("succeeded").asText("0"),
                    replay.path("counts").path("came-back").asText("0"),
                    replay.path("total").asText());
        }
        table.print(parent.root().screen());
        return 0;
    }
}
