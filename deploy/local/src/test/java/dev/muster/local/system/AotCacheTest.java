package dev.muster.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

@EnabledForJreRange(min = JRE.JAVA_25)
class AotCacheTest {
    private static final String MAKE = "-XX:AOTCacheOutput=";
    private static final String USE = "-XX:AOTCache=";

    /** Beyond the largest process id. */
    private static final long NOBODY = Integer.MAX_VALUE;

    @TempDir
    private Path directory;

    private Path jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = Files.writeString(directory.resolve("program.jar"), "classes");
    }

    @Test
    void isMadeWhereThereIsNoneAndUsedFromThenOn() throws IOException {
        var cache = cache("claim");
        Files.writeString(made(cache), "learnt");

        cache.keep();

        assertThat(option(cache("claim"), USE)).hasContent("learnt");
        assertThat(caches()).hasSize(1);
    }

    @Test
    void isMadeByEachProcessOfAProgramInAFileOfItsOwn() {
        assertThat(made(cache("claim"))).isNotEqualTo(made(cache("claim-2")));
    }

    @Test
    void isNotKeptWhereItsJvmWasKilledMeanwhile() throws IOException {
        var cache = cache("claim");
        Files.writeString(made(cache), "half of it");
        Files.writeString(unfinished(cache), "what it is made of");

        cache.keep();

        assertThat(caches()).isEmpty();
        assertThat(made(cache("claim"))).doesNotExist();
    }

    @Test
    void keepsNothingWhereNothingWasMade() {
        cache("claim").keep();

        assertThat(caches()).isEmpty();
    }

    @Test
    void isUsedButNotMadeByWhoeverIsNotToLearn() throws IOException {
        assertThat(AotCache.of(directory, "claim", "claim", List.of(jar), false).options())
                .isEmpty();
        var cache = cache("claim");
        Files.writeString(made(cache), "learnt");
        cache.keep();

        var unlearning = AotCache.of(directory, "claim", "claim", List.of(jar), false);

        assertThat(option(unlearning, USE)).hasContent("learnt");
    }

    @Test
    void isOfNoUseOnceAJarHasChanged() throws IOException {
        var cache = cache("claim");
        Files.writeString(made(cache), "learnt");
        cache.keep();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(made(cache("claim"))).doesNotExist();
        assertThat(caches()).isEmpty();
    }

    @Test
    void leavesWhatAnotherSystemMakesAndDeletesWhatOneHasLeft() throws IOException {
        var underWay = Files.writeString(
                directory.resolve("claim-00000000.aot.%d.claim"
                        .formatted(ProcessHandle.current().pid())),
                "");
        var left = Files.writeString(directory.resolve("claim-00000000.aot.%d.claim.config".formatted(NOBODY)), "");
        var ofAnother = Files.writeString(directory.resolve("status-00000000.aot"), "");

        var unused = cache("claim");

        assertThat(underWay).exists();
        assertThat(left).doesNotExist();
        assertThat(ofAnother).exists();
    }

    private AotCache cache(String process) {
        return AotCache.of(directory, "claim", process, List.of(jar), true);
    }

    private static Path made(AotCache cache) {
        return option(cache, MAKE);
    }

    private static Path unfinished(AotCache cache) {
        return Path.of(made(cache) + ".config");
    }

    private static Path option(AotCache cache, String name) {
        return cache.options().stream()
                .filter(option -> option.startsWith(name))
                .map(option -> Path.of(option.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among " + cache.options()));
    }

    private List<Path> caches() {
        try (var files = Files.newDirectoryStream(directory, "*.aot*")) {
            var all = new ArrayList<Path>();
            files.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
