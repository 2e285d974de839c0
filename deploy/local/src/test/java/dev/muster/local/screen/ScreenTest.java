package dev.muster.local.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void drawsABarThatGrowsOnATerminal() {
        var bar = new ProgressBar(screen(true, false));
        bar.uploading(5, 10);
        bar.counts(10, 5, 1);
        bar.finish();
        assertThat(shown.toString(UTF_8))
                .isEqualTo("\r[###############---------------] uploading  50 %\u001B[K"
                        + "\r[###############xxx------------] 6 of 10: 5 registered, 1 failed\u001B[K"
                        + System.lineSeparator());
    }

    @Test
    void coloursOnlyWhereItMay() {
        new ProgressBar(screen(true, true)).counts(1, 1, 0);
        assertThat(shown.toString(UTF_8)).contains("\u001B[32m###");
    }

    @Test
    void printsALineForEveryTenthElsewhere() {
        var bar = new ProgressBar(screen(false, false));
        bar.uploading(5, 10);
        for (int i = 0; i <= 1000; i++) {
            bar.counts(1000, i, 0);
        }
        bar.finish();
        assertThat(shown.toString(UTF_8).lines()).hasSize(11).endsWith("1,000 of 1,000: 1,000 registered, 0 failed");
    }

    @Test
    void showsARegistrationWithoutRows() {
        new ProgressBar(screen(true, false)).counts(0, 0, 0);
        assertThat(shown.toString(UTF_8)).contains("0 of 0");
    }

    @Test
    void alignsATable() {
        assertThat(new Table("name", "port").row("kafka", "9092").row("a", "1").lines())
                .containsExactly("name   port", "kafka  9092", "a      1");
    }

    private Screen screen(boolean terminal, boolean colour) {
        return new Screen(new PrintStream(shown, true, UTF_8), terminal, colour);
    }
}
