package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.Limits;
import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.model.event.Warning;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkReaderTest {

    private static final String B = "Manufacturer,Model,Serial Number\n";

    @Test
    void readsAFileInChunks() throws IOException {
        assertThat(lines(reader(Limits.with("chunk-rows", 2), B + "a,b,c\nd,e,f\ng,h,i\n")))
                .containsExactly(List.of("1:2", "1:3"), List.of("1:4"));
    }

    @Test
    void makesNoEmptyChunkAtTheEnd() throws IOException {
        assertThat(lines(reader(Limits.with("chunk-rows", 2), B + "a,b,c\nd,e,f\n\n,,\n")))
                .containsExactly(List.of("1:2", "1:3"));
    }

    @Test
    void endsAChunkThatIsFullOfLongRows() throws IOException {
        String row = "a,b," + "c".repeat(1000) + "\n";
        assertThat(lines(reader(Limits.with("chunk-bytes", "2K"), B + row.repeat(5))))
                .containsExactly(List.of("1:2", "1:3", "1:4"), List.of("1:5", "1:6"));
    }

    @Test
    void skipsBlankRowsAndCountsThem() throws IOException {
        assertThat(lines(reader(Limits.defaults(), "\n,,\n" + B + "\na,b,c\n,,,,\n   \nd,e,f\n")))
                .containsExactly(List.of("1:5", "1:8"));
    }

    @Test
    void readsFilesWhateverTheirFormatsOneAfterTheOther() throws IOException {
        var reader = reader(
                Limits.defaults(),
                B.getBytes(UTF_8),
                (B + "a,b,c").getBytes(UTF_8),
                "\uFEFFSerial_Number;HardwareHash;Notes\r\n\r\nx;y;z".getBytes(UTF_16LE));
        assertThat(lines(reader)).containsExactly(List.of("2:2"), List.of("3:3"));
        assertThat(reader.warnings()).containsExactly(new Warning("extra-column", "Column 'Notes' ignored"));
        assertThat(reader.fileNames()).containsExactly("file-1.csv", "file-2.csv", "file-3.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", ",,,\n", "\uFEFF"})
    void refusesAnEmptyFile(String text) {
        var problem = problem(Limits.defaults(), text);
        assertThat(problem.type()).hasToString("urn:muster:problem:empty-upload");
        assertThat(problem.status()).isEqualTo(400);
    }

    @Test
    void saysWhichFileIsWrong() {
        assertThat(problem(Limits.defaults(), B + "a,b,c", "").detail()).startsWith("File 2: The file is empty.");
        assertThat(problem(Limits.defaults(), B + "a,b,c", "%PDF").detail()).startsWith("File 2: This is a PDF.");
        assertThat(problem(Limits.defaults(), B + "a,b,c", "Name,Email\n").detail())
                .startsWith("File 2: Line 1 has 'Name,Email'.");
    }

    @Test
    void saysWhatItFoundAndWhatItExpected() {
        var problem = problem(Limits.defaults(), "\n\nName,Email\na,b");
        assertThat(problem.type()).hasToString("urn:muster:problem:unknown-header");
        assertThat(problem.errors()).containsExactly(new Problem.Fault("Found: Name,Email", 3));
        assertThat(problem.detail())
                .contains("Line 3 has 'Name,Email'")
                .contains("'Manufacturer,Model,Serial Number,Hardware Hash'");
    }

    @Test
    void explainsTheReportOfConfigurationManager() {
        String report = "Hardware report\nRun by,ann\n\nMake,Model,Serial,Contoso,M,SN-1\n";
        assertThat(problem(Limits.defaults(), report).detail()).contains("Configuration Manager report");
    }

    @Test
    void showsALongHeaderOnlyInPartAndNoHalfCharacter() {
        String found = problem(Limits.defaults(), "a" + "😀".repeat(5000))
                .errors()
                .getFirst()
                .detail();
        assertThat(found).isEqualTo("Found: a" + "😀".repeat(199) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial Number,\"Hardware Hash,Notes\na,b,c\n", "Serial Number,Hardware Hash,%s\na,b,c\n"})
    void refusesAHeaderThatCannotBeReadAsAWhole(String text) {
        for (int length : new int[] {17_000, 70_000}) {
            assertThat(problem(Limits.defaults(), text.formatted("x".repeat(length)))
                            .type())
                    .hasToString("urn:muster:problem:unknown-header");
        }
    }

    @Test
    void stopsAtTheLimitOfRows() throws IOException {
        String rows = "a,b,c\n".repeat(5);
        assertThat(lines(reader(Limits.with("max-rows", 5), B + rows))).hasSize(1);
        var problem = problem(Limits.with("max-rows", 4), B + rows);
        assertThat(problem.type()).hasToString("urn:muster:problem:row-limit");
        assertThat(problem.status()).isEqualTo(413);
    }

    @Test
    void stopsAtTheLimitOfFiles() throws IOException {
        assertThat(lines(reader(Limits.with("max-files", 2), B + "a,b,c", B + "a,b,c")))
                .hasSize(2);
        assertThat(problem(Limits.with("max-files", 1), B + "a,b,c", B + "a,b,c")
                        .type())
                .hasToString("urn:muster:problem:row-limit");
    }

    @Test
    void keepsNoMoreWarningsThanAnEventCanHold() throws IOException {
        String extra = String.join(
                ",", IntStream.range(0, 1000).mapToObj(i -> "Extra " + i).toList());
        String csv = "Serial Number,Hardware Hash," + extra + "\n";
        var reader = reader(Limits.defaults(), csv, csv.replace("Extra", "More"));
        assertThat(lines(reader)).isEmpty();
        assertThat(reader.warnings()).hasSize(100);
    }

    private static ChunkReader reader(IngestConfig limits, String... files) {
        byte[][] bytes = new byte[files.length][];
        for (int i = 0; i < files.length; i++) {
            bytes[i] = files[i].getBytes(UTF_8);
        }
        return reader(limits, bytes);
    }

    private static ChunkReader reader(IngestConfig limits, byte[]... files) {
        var sources = new ArrayDeque<Source>();
        for (byte[] file : files) {
            sources.add(new Source("file-" + (sources.size() + 1) + ".csv", new ByteArrayInputStream(file)));
        }
        return new ChunkReader(sources::poll, Header.OF_REGISTRATIONS, limits);
    }

    /** Of each chunk, where each of its rows stands: {@code file:line}. */
    private static List<List<String>> lines(ChunkReader reader) throws IOException {
        var lines = new ArrayList<List<String>>();
        for (var chunk = reader.next(); chunk != null; chunk = reader.next()) {
            int file = chunk.file();
            lines.add(chunk.records().stream()
                    .map(CsvRecord::line)
                    .map(line -> file + ":" + line)
                    .toList());
        }
        return lines;
    }

    private static Problem problem(IngestConfig limits, String... files) {
        return catchThrowableOfType(ProblemException.class, () -> lines(reader(limits, files)))
                .problem();
    }
}
