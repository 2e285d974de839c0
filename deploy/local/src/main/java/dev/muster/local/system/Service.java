package dev.muster.local.system;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The services that make up the system: the one list of them. */
public enum Service {
    INGEST(8081, 256, 128, true, true),
    VALIDATOR(8082, 352, 256, false, true),
    CLAIM(8083, 384, 256, true, true),
    STATUS(8084, 384, 256, true, true),
    OPERATIONS(8085, 192, 96, true, false);

    private final int defaultPort;
    private final int heap;
    private final int young;
    private final boolean hasDatabase;
    private final boolean passedByRows;

    /**
     * @param heap of its JVM in MB, {@code young} of it for objects that have just been made: what a batch needs lives for a
     *     moment, and the more room it has, the less of it is alive when a collector comes
     */
    Service(int defaultPort, int heap, int young, boolean hasDatabase, boolean passedByRows) {
        this.defaultPort = defaultPort;
        this.heap = heap;
        this.young = young;
        this.hasDatabase = hasDatabase;
        this.passedByRows = passedByRows;
    }

    /** The name of its directory, its database role and its process, such as {@code claim}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int defaultPort() {
        return defaultPort;
    }

    /**
     * How a JVM compiles on cores that it shares with all others: less of what a method calls becomes part of it, so the
     * compiler has less to do in the first minutes (docs/performance.md has the figures).
     */
    static final List<String> COMPILER =
            List.of("-XX:InlineSmallCode=1000", "-XX:FreqInlineSize=150", "-XX:MaxInlineLevel=8");

    /**
     * Memory in pages of 2 MB, where Linux gives them to who asks: what several JVMs do in turn on two cores finds less of
     * its addresses forgotten by the processor each time (docs/performance.md has the figures).
     */
    static final List<String> LARGE_PAGES =
            System.getProperty("os.name").equals("Linux") ? List.of("-XX:+UseTransparentHugePages") : List.of();

    /** The options of its JVM, which is bounded in every kind of memory. */
    List<String> jvmOptions() {
        var common = Stream.of(
                "-Xmx" + heap + "m",
                "-Xmn" + young + "m",
                "-XX:+UseSerialGC",
                "-XX:SurvivorRatio=4",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED");
        // what no row passes is never busy: the second compiler would cost it more than it gives
        var compiler = passedByRows ? COMPILER : List.of("-XX:TieredStopAtLevel=1");
        return Stream.of(common, compiler.stream(), LARGE_PAGES.stream())
                .flatMap(options -> options)
                .toList();
    }

    boolean hasDatabase() {
        return hasDatabase;
    }

    /** The names of those that have a schema and a role in the database. */
    static List<String> withDatabase() {
        return Stream.of(values()).filter(Service::hasDatabase).map(Service::id).toList();
    }

    /** The service of that name. */
    public static Optional<Service> named(String id) {
        return Stream.of(values()).filter(s -> s.id().equals(id)).findFirst();
    }
}
