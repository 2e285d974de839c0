package dev.muster.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a program's JVM knows of it from an earlier run: its classes, and which methods are worth compiling (JEP 483, 514
 * and 515). A JVM with a cache starts in less than half the time and is warm sooner; one that finds none makes it when it
 * ends in order, in a JVM of its own that takes some ten seconds, if it is to learn. It is of no use once any jar has changed: so its name
 * tells which jars it is of. Before JDK 25 there is none.
 */
final class AotCache {
    private static final int FIRST_JDK = 25;
    private static final Pattern MAKER = Pattern.compile("\\.aot\\.(\\d+)\\.");
    private static final List<String> QUIET = List.of(
            "-Xlog:disable", // it would tell each class that it leaves out
            "-Xlog:all=error:stderr");

    private final Path file;
    private final Path fresh;
    private final boolean learns;

    private AotCache(Path file, String maker, boolean learns) {
        this.file = file;
        this.learns = learns;
        this.fresh = file.resolveSibling(
                "%s.%d.%s".formatted(file.getFileName(), ProcessHandle.current().pid(), maker));
    }

    /**
     * The cache of a program; those of the program as it was before are deleted.
     *
     * @param directory of all caches
     * @param program whose cache it is
     * @param maker the process that is to use or make it, one of several of the program
     * @param jars all of its class path
     * @param learns whether the cache is to be made where there is none
     */
    static AotCache of(Path directory, String program, String maker, Collection<Path> jars, boolean learns) {
        try {
            var file = directory.resolve("%s-%08x.aot".formatted(program, fingerprint(jars)));
            Files.createDirectories(directory);
            deleteOthers(directory, program, file);
            return new AotCache(file, maker, learns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The options by which a JVM uses the cache, or makes it where there is none. */
    List<String> options() {
        if (Runtime.version().feature() < FIRST_JDK) {
            return List.of();
        }
        if (Files.exists(file)) {
            return with("-XX:AOTCache=" + file);
        }
        return learns ? with("-XX:AOTCacheOutput=" + fresh) : List.of();
    }

    /** Takes up what a JVM with these options has made, now that it has ended; what it has not finished is deleted. */
    void keep() {
        var unfinished = file.resolveSibling(fresh.getFileName() + ".config");
        try {
            if (Files.exists(fresh) && !Files.exists(unfinished)) {
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(fresh);
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(String option) {
        return Stream.concat(Stream.of(option), QUIET.stream()).toList();
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
        try (var caches = Files.newDirectoryStream(directory, program + "-????????.aot*")) {
            for (var cache : caches) {
                if (!cache.equals(file) && !isBeingMade(cache)) {
                    Files.deleteIfExists(cache);
                }
            }
        }
    }

    /** Whether the system that the file is named after still runs. */
    private static boolean isBeingMade(Path cache) {
        var maker = MAKER.matcher(cache.toString());
        return maker.find() && ProcessHandle.of(Long.parseLong(maker.group(1))).isPresent();
    }
}
