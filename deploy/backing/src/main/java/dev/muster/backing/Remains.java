package dev.muster.backing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a killed PostgreSQL leaves behind: server processes that have not noticed yet, and a {@code postmaster.pid}
 * that would keep the next server from starting.
 *
 * <p>Works where {@code /proc} tells the working directory of a process, which for PostgreSQL is its data directory.
 * Elsewhere PostgreSQL's own check of the stale file has to do.
 */
final class Remains {
    private static final int PATIENCE_SECONDS = 10;
    private static final Path PROC = Path.of("/proc");

    private Remains() {}

    static void clear(Path data) throws IOException {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return;
        }
        for (var process : workingIn(data.toRealPath())) {
            process.destroyForcibly();
            process.onExit()
                    .completeOnTimeout(process, PATIENCE_SECONDS, SECONDS)
                    .join();
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static List<ProcessHandle> workingIn(Path data) throws IOException {
        try (Stream<Path> processes = Files.list(PROC)) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("\\d+"))
                    .filter(p -> isWorkingIn(p, data))
                    .map(p -> ProcessHandle.of(Long.parseLong(p.getFileName().toString())))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private static boolean isWorkingIn(Path process, Path data) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException notOursOrGone) {
            return false;
        }
    }
}
