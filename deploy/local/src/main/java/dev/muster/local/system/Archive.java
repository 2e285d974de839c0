package dev.muster.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The archive of a program's loaded classes. A JVM with one starts in half the time; one that finds none makes it when it
 * ends in order. It is of no use once any jar has changed, and the JVM would then neither use nor replace it: so its name
 * tells which jars it is of.
 */
final class Archive {
    private Archive() {}

    /**
     * The options by which a JVM uses the archive and makes it; archives of the program as it was before are deleted.
     *
     * @param directory of all archives
     * @param program whose classes these are
     * @param jars all of its class path
     */
    static List<String> options(Path directory, String program, Collection<Path> jars) {
        try {
            var file = directory.resolve("%s-%08x.jsa".formatted(program, fingerprint(jars)));
            Files.createDirectories(directory);
            deleteOthers(directory, program, file);
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + file,
                    "-Xlog:disable", // it would tell each class that it cannot archive
                    "-Xlog:all=error:stderr");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM compares, of each jar: its name, its size, and when it was made; and the JVM itself. */
    private static long fingerprint(Collection<Path> jars) throws IOException {
        var sum = new CRC32();
        add(sum, System.getProperty("java.vm.version"));
        for (var jar : jars.stream().sorted().toList()) {
            add(sum, "%s %d %s".formatted(jar, Files.size(jar), Files.getLastModifiedTime(jar)));
        }
        return sum.getValue();
    }

    private static void add(CRC32 sum, String text) {
        sum.update(text.getBytes(UTF_8));
    }

    private static void deleteOthers(Path directory, String program, Path file) throws IOException {
        try (var archives = Files.newDirectoryStream(directory, program + "-????????.jsa")) {
            for (var archive : archives) {
                if (!archive.equals(file)) {
                    Files.deleteIfExists(archive);
                }
            }
        }
    }
}
