package dev.muster.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.local.system.SystemState;
import dev.muster.local.system.UserError;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    @TempDir
    private Path directory;

    @Test
    void showsTheStatusInTheAgreedShape() throws Exception {
        var kafka = new SystemState.Entry("kafka", 11, 0, 9092, true);
        var postgres = new SystemState.Entry("postgres", 12, 0, 5432, true);
        var ingest = new SystemState.Entry("ingest", 13, 0, 8081, false);
        var shown = Status.shown(new SystemState(kafka, true, List.of(kafka, postgres, ingest)));
        assertThat(new ObjectMapper().writeValueAsString(shown))
                .isEqualTo("{\"processes\":[{\"name\":\"kafka\",\"pid\":11,\"port\":9092,\"ready\":true},"
                        + "{\"name\":\"postgres\",\"pid\":12,\"port\":5432,\"ready\":true},"
                        + "{\"name\":\"ingest\",\"pid\":13,\"port\":8081,\"ready\":false}],"
                        + "\"kafka\":\"127.0.0.1:9092\","
                        + "\"jdbc\":\"jdbc:postgresql://127.0.0.1:5432/muster?user=postgres\","
                        + "\"services\":{\"ingest\":\"http://127.0.0.1:8081\"}}");
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "15m, PT15M", "8h, PT8H", "2d, PT48H", "1H, PT1H"})
    void readsATime(String text, Duration duration) {
        assertThat(Token.duration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "h", "-1h", "1 h", "9999999d"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Token.duration(text)).isInstanceOf(UserError.class);
    }

    @Test
    void showsHowItIsUsedWhereNothingIsAskedOfIt() {
        var out = new StringWriter();

        int code = Root.commandLine().setOut(new PrintWriter(out)).execute();

        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("Usage: muster").contains("COMMAND", "register", "lag", "trial faults");
    }

    @ParameterizedTest
    @ValueSource(strings = {"devices", "register FILE", "failures 42"})
    void saysInOneLineThatNothingIsRunning(String command) {
        assertThat(failure(command)).isEqualTo("1: nothing is running: start it with ./muster up");
    }

    @ParameterizedTest
    @CsvSource({
        "up --ports nobody=1, 1: --ports: there is no nobody",
        "up --scale claim=0, 1: --scale takes a service",
        "token --tenant t --expires-in soon, 1: --expires-in takes a time",
        "sample 0 FILE, 1: a sample has at least one device",
        "sample 1 NOWHERE/FILE, 1: there is no file",
        "sample many FILE, 2: Invalid value for positional parameter",
        "inspect FILE, 1: there is no file",
        "merge FILE -o OUT, 1: there is no file",
        "merge FILE, 2: Missing required option: '--output=OUT'",
        "merge -o OUT, 2: Missing required parameter: 'FILE'",
        "failures 42 --code nonsense, 1: --code takes one of malformed-row",
        "failures -o OUT, 1: --output takes the failed rows of one registration",
        "failures, 1: nothing is running",
        "lag, 1: nothing is running",
        "lag --watch, 1: nothing is running",
        "dead-letters ls, 1: nothing is running",
        "dead-letters show claim-0-1, 1: nothing is running",
        "dead-letters replay --all, 1: nothing is running",
        "dead-letters show, 2: Missing required parameter: 'ID'",
        "dead-letters replays, 1: nothing is running",
        "dead-letters cancel a-replay, 1: nothing is running",
        "dead-letters cancel a/b, 1: 'a/b' is no id",
        "dead-letters show a/b, 1: 'a/b' is no id",
        "dead-letters cancel, 2: Missing required parameter: 'ID'",
        "failures --stage claim --from 2026-01-31T08:00:00Z, 1: nothing is running",
        "failures 42 --stage claim, 1: with an ID there is no other filter than --tenant and --code",
        "position claim --to earliest --dry-run, 1: nothing is running",
        "position claim --to yesterday, '1: --to takes earliest, latest or a time such as'",
        "position claim, 2: Missing required option: '--to=WHERE'",
        "pause claim, 1: nothing is running",
        "resume claim, 1: nothing is running",
        "rebuild, 1: nothing is running",
        "rebuild --anyway, 1: nothing is running",
        "rebuild --show, 1: nothing is running",
        "'rebuild --stop --back', 2: Error: --stop, --back are mutually exclusive",
        "pause, 2: Missing required parameter: 'STAGE'",
        "token, 2: Missing required option: '--tenant=T'",
        "fly, 2: Unmatched argument"
    })
    void saysInOneLineWhatIsWrong(String command, String message) {
        assertThat(failure(command)).startsWith(message);
    }

    @Test
    void tellsByTheExitCodeWhetherARowWouldFail() throws Exception {
        var good = Files.writeString(directory.resolve("good.csv"), "Manufacturer,Model,Serial Number\nHP,M,S1\n");
        var bad = Files.writeString(directory.resolve("bad.csv"), "Manufacturer,Model,Serial Number\nHP,M,None\n");
        assertThat(Root.commandLine().execute("inspect", good.toString())).isZero();
        assertThat(Root.commandLine().execute("inspect", "--json", bad.toString()))
                .isEqualTo(1);
    }

    @Test
    void tellsByTheExitCodeWhetherARowWasLeftOut() throws Exception {
        var good = Files.writeString(directory.resolve("good.csv"), "Manufacturer,Model,Serial Number\nHP,M,S1\n");
        var bad = Files.writeString(directory.resolve("bad.csv"), "Manufacturer,Model,Serial Number\nHP\n");
        var out = directory.resolve("out.csv").toString();
        assertThat(Root.commandLine().execute("merge", good.toString(), "-o", out))
                .isZero();
        assertThat(Root.commandLine().execute("merge", good.toString(), bad.toString(), "-o", out))
                .isEqualTo(1);
    }

    /** The exit code and the first line of what was said. */
    private String failure(String command) {
        var words = command.replace("FILE", directory.resolve("f.csv").toString())
                .replace("NOWHERE", directory.resolve("none").toString())
                .split(" ", -1);
        var err = new ByteArrayOutputStream();
        var written = new StringWriter();
        var before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var line = Root.commandLine().setErr(new PrintWriter(written, true));
            var data = List.of("--data", directory.resolve("data").toString());
            int code = line.execute(
                    Stream.concat(data.stream(), List.of(words).stream()).toArray(String[]::new));
            return code + ": "
                    + (err.toString(StandardCharsets.UTF_8) + written)
                            .lines()
                            .findFirst()
                            .orElse("");
        } finally {
            System.setErr(before);
        }
    }
}
