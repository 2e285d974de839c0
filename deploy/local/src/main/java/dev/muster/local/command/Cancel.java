package dev.muster.local.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster dead-letters cancel}. */
@Command(
        name = "cancel",
        description = "Has a replay send no more; what was sent stays sent.",
        mixinStandardHelpOptions = true)
final class Cancel implements Callable<Integer> {
    @ParentCommand
    private DeadLetters parent;

    @Parameters(index = "0", paramLabel = "ID", description = "The replay.")
    private String id;

    @Override
    public Integer call() throws IOException {
        String path = "/replays/" + DeadLetters.part(id);
        var replay = parent.root().operations().delete(path);
        parent.root().screen().say(ReplayLines.line(replay));
        return 0;
    }
}
