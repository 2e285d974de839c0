package dev.muster.backing;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of small brokers, of which tests start many: the first writes them down as it ends, and the others take them
 * from there (a dynamic archive, JEP 350, which a JVM makes by itself since JDK 19). Where they are no longer those of the
 * program, the next broker writes them anew.
 */
final class SharedClasses {

    private SharedClasses() {}

    /** The options of a broker's JVM; none where this program is no jar, since a JVM keeps no classes of a directory. */
    static List<String> options() {
        var program = program();
        return Files.isRegularFile(program)
                ? List.of(
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + program.resolveSibling("broker.jsa"),
                        "-Xlog:disable", // a JVM that finds them changed says so
                        "-Xlog:all=error:stderr")
                : List.of();
    }

    private static Path program() {
        try {
            return Path.of(SharedClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
