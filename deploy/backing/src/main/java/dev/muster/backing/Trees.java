package dev.muster.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Directories with all that is in them. */
public final class Trees {
    private Trees() {}

    /** Deletes {@code root} and everything below it; links are not followed. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> inner;
        try (var all = Files.walk(root)) {
            inner = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : inner) {
            Files.deleteIfExists(path);
        }
    }
}
