package dev.muster.backing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    private Path directory;

    @Test
    void endsWhenAsked() {
        var child = Child.start(new ProcessBuilder("sleep", "60"), "KILL");
        child.end("TERM", Duration.ofSeconds(5));
        assertThat(child.process().isAlive()).isFalse();
    }

    @Test
    void isKilledWhenItDoesNotEnd() throws Exception {
        var ready = directory.resolve("ready");
        var deaf = "trap '' TERM; touch '" + ready + "'; while true; do sleep 1; done";
        var child = Child.start(new ProcessBuilder("sh", "-c", deaf), "KILL");
        while (!Files.exists(ready)) {
            Thread.sleep(20);
        }
        child.end("TERM", Duration.ofMillis(300));
        assertThat(child.process().isAlive()).isFalse();
    }

    /** A JVM starts a child and is killed: the child must go too. */
    @Test
    void doesNotOutliveItsParent() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parent = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), ParentOfSleep.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid = Long.parseLong(parent.inputReader().readLine());
        var child = ProcessHandle.of(pid).orElseThrow();
        parent.destroyForcibly().waitFor();
        assertThat(child.onExit().get(10, SECONDS).isAlive()).isFalse();
    }

    @Test
    void namesACommandThatIsNotThere() {
        var builder = new ProcessBuilder(List.of("/no/such/program"));
        assertThat(Child.executable("no-such-program")).isFalse();
        assertThatThrownBy(() -> Child.start(
                        builder.directory(directory.resolve("nowhere").toFile()), "KILL"))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("cannot start");
    }

    /** The parent in {@link #doesNotOutliveItsParent()}. */
    static final class ParentOfSleep {
        private ParentOfSleep() {}

        public static void main(String[] args) throws InterruptedException {
            var child = Child.start(new ProcessBuilder("sleep", "60"), "KILL");
            System.out.println(child.process().pid());
            System.out.flush();
            child.process().waitFor();
        }
    }
}
