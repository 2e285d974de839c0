package dev.muster.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a supervisor says that outlives who has started it: into its log, and until it leaves to standard output as well. The
 * launcher has put it into a session of its own, and waits for the end of what it says there.
 */
final class Detached implements Consumer<String> {
    private final Consumer<String> starter;
    private final PrintStream log;
    private volatile boolean left;

    private Detached(Consumer<String> starter, PrintStream log) {
        this.starter = starter;
        this.log = log;
    }

    /**
     * With a new log.
     *
     * @param starter who has started it hears each line
     */
    static Detached into(Path log, Consumer<String> starter) throws IOException {
        Files.createDirectories(Objects.requireNonNull(log.getParent()));
        return new Detached(starter, new PrintStream(new FileOutputStream(log.toFile()), true, UTF_8));
    }

    @Override
    public void accept(String line) {
        log.println(line);
        if (!left) {
            starter.accept(line);
        }
    }

    /** Closes standard output, and what would be said there goes into the log. */
    void leave() {
        left = true;
        var streams = new PrintStream[] {System.out, System.err};
        System.setOut(log);
        System.setErr(log);
        for (var stream : streams) {
            stream.close();
        }
    }
}
