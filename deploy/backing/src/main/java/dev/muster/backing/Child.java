package dev.muster.backing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A child process in a session of its own (a Ctrl-C in the terminal reaches only its parent, which then ends the
 * children in order), watched by a guard that ends it when the parent is gone, however the parent went.
 */
public final class Child {
    private static final Path NOTHING = Path.of("/dev/null");
    /** Reads until told that all is well; when the pipe closes without a word, the parent is dead. */
    private static final String GUARD = "read -r word || kill -s \"$2\" \"$1\"";

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** Starts {@code builder}'s command; should this process die, the child gets {@code farewell}, such as TERM. */
    public static Child start(ProcessBuilder builder, String farewell) {
        try {
            builder.command(inOwnSession(builder.command()));
            var process = builder.redirectInput(NOTHING.toFile()).start();
            guard(process, farewell);
            return new Child(process);
        } catch (IOException e) {
            throw new StartFailure("cannot start " + builder.command().getFirst() + ": " + e.getMessage(), e);
        }
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** Sends a signal, such as INT. */
    public void signal(String name) {
        signal(process.pid(), name);
    }

    /** Sends {@code signal}, waits up to {@code patience} for the end, and kills what is still there then. */
    public void end(String signal, Duration patience) {
        if (process.isAlive()) {
            signal(signal);
        }
        try {
            if (!process.waitFor(patience.toMillis(), MILLISECONDS)) {
                process.toHandle().destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.toHandle().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a signal to any process of this user. */
    public static void signal(long pid, String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StartFailure("cannot signal process " + pid + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same command, but in a session of its own, with the same process id; unchanged where nothing can do that. */
    private static List<String> inOwnSession(List<String> command) {
        Stream<String> prefix = executable("setsid")
                ? Stream.of("setsid")
                : executable("perl") ? Stream.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV") : Stream.of();
        return Stream.concat(prefix, command.stream()).toList();
    }

    static boolean executable(String name) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(name)));
    }

    private static void guard(Process process, String farewell) throws IOException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        command.addAll(List.of(Long.toString(process.pid()), farewell));
        var guard = new ProcessBuilder(inOwnSession(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var unused = process.onExit().thenRun(() -> release(guard));
    }

    private static void release(Process guard) {
        try (var word = guard.getOutputStream()) {
            word.write("well\n".getBytes(US_ASCII));
        } catch (IOException alreadyGone) {
            guard.destroyForcibly();
        }
    }
}
