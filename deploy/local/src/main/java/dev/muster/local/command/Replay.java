package dev.muster.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster dead-letters replay}. */
@Command(
        name = "replay",
        description = {
            "Has some tried again: those named, those that a filter finds, or all; shows how far that is, and what came of it.",
            "Ctrl-C ends the showing and not the replay: that is what cancel is for."
        },
        mixinStandardHelpOptions = true)
final class Replay implements Callable<Integer> {
    private static final int LOOK_MS = 300;
    private static final Duration OUTCOME_WITHIN = Duration.ofSeconds(10);

    @ParentCommand
    private DeadLetters parent;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Ids of dead letters, or their Request IDs.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private Wanted wanted;

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    @Option(names = "--dry-run", description = "Only say what would happen.")
    private boolean dryRun;

    @Option(names = "--rate", paramLabel = "N", description = "Records a second (default: 100).")
    private Optional<Integer> rate = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var operations = parent.root().operations();
        var screen = parent.root().screen();
        var begun = operations.post("/replays", body());
        if (dryRun) {
            screen.say("%d of %d would be tried again."
                    .formatted(
                            begun.path("replayed").asLong(), begun.path("total").asLong()));
            begun.path("toTopics")
                    .properties()
                    .forEach(topic -> screen.say("  onto %s: %s"
                            .formatted(topic.getKey(), topic.getValue().asText())));
            ReplayLines.leftOut(begun).forEach(screen::say);
            return 0;
        }
        return follow(begun.path("id").asText());
    }

    /** Until all is sent, and then for a few seconds more until it shows what became of it. */
    private int follow(String id) throws IOException {
        var screen = parent.root().screen();
        String shown = "";
        long until = Long.MAX_VALUE;
        while (true) {
            var replay = parent.root().operations().get("/replays/" + id, Map.of());
            String line = ReplayLines.line(replay);
            if (!line.equals(shown)) {
                screen.say(line);
                shown = line;
            }
            boolean running = replay.path("state").asText().equals("running");
            if (!running && until == Long.MAX_VALUE) {
                until = System.nanoTime() + OUTCOME_WITHIN.toNanos();
            }
            if (!running && (ReplayLines.settled(replay) || System.nanoTime() > until)) {
                ReplayLines.leftOut(replay).forEach(screen::say);
                return replay.path("state").asText().equals("completed") ? 0 : 1;
            }
            pause();
        }
    }

    private ObjectNode body() {
        var body = JsonNodeFactory.instance.objectNode();
        var parameters = wanted.parameters();
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

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
