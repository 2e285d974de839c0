package dev.muster.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz"
    })
    void hasAnArchiveForEachPlatform(String os, String arch, String archive) {
        assertThat(PostgresBinaries.archive(os, arch)).isEqualTo(archive);
        assertThat(PostgresBinaries.class.getResource(archive)).isNotNull();
    }

    @Test
    void saysThatAProcessorIsNotSupported() {
        assertThatThrownBy(() -> PostgresBinaries.archive("Linux", "s390x")).hasMessageContaining("s390x");
    }

    @Test
    void keepsTheProgramsInTheUsersCache() {
        assertThat(PostgresBinaries.cache("Linux", Map.of("XDG_CACHE_HOME", "/c")))
                .isEqualTo(Path.of("/c/muster"));
        assertThat(PostgresBinaries.cache("Mac OS X", Map.of()).toString()).endsWith("Library/Caches/muster");
        assertThat(PostgresBinaries.cache("Linux", Map.of()).toString()).endsWith(".cache/muster");
    }

    @Test
    void unpacksOnce() throws Exception {
        var home = PostgresBinaries.unpacked();
        assertThat(home.resolve("bin/postgres")).isExecutable();
        var before = Files.getLastModifiedTime(home);
        assertThat(PostgresBinaries.unpacked()).isEqualTo(home);
        assertThat(Files.getLastModifiedTime(home)).isEqualTo(before);
    }
}
