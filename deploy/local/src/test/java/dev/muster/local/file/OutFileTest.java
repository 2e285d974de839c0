package dev.muster.local.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFileTest {
    @TempDir
    private Path directory;

    @Test
    void writesThroughALink() throws Exception {
        var file = Text.file(directory, "file.csv", "before");
        var link = Files.createSymbolicLink(directory.resolve("link.csv"), file);
        OutFile.write(link, out -> out.write('x'));
        assertThat(file).hasContent("x");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void leavesNothingHalfDone() throws Exception {
        var file = directory.resolve("file.csv");
        assertThatThrownBy(() -> OutFile.write(file, out -> {
                    out.write('x');
                    throw new IOException("broke off");
                }))
                .hasMessage("broke off");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhatDirectoryIsMissing() {
        assertThatThrownBy(() -> OutFile.write(directory.resolve("none/file.csv"), out -> {}))
                .hasMessage("there is no directory " + directory.resolve("none"));
        assertThatThrownBy(() -> OutFile.write(directory, out -> {})).hasMessageContaining("is a directory");
    }
}
