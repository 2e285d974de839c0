package dev.muster.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the programs under test were built. */
public final class Checkout {

    private Checkout() {}

    /** The nearest directory above that has the launcher in it. */
    public static Path root() {
        var candidate = Path.of("").toAbsolutePath();
        while (!Files.exists(candidate.resolve("muster"))) {
            candidate = candidate.getParent();
        }
        return candidate;
    }
}
