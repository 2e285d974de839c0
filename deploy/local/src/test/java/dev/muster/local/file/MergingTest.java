package dev.muster.local.file;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.ingest.csv.Header;
import dev.muster.local.file.Merging.Part;
import dev.muster.local.system.UserError;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergingTest {
    @TempDir
    private Path directory;

    @Test
    void makesOneColumnOfColumnsThatMeanTheSame() throws Exception {
        var self =
                Text.file(directory, "a.csv", "Manufacturer,Model,Serial Number,Hardware Hash", "Contoso,M1,S1,T0E1");
        var script = Text.file(directory, "b.csv", "Device Serial Number,Windows Product ID,Hardware Hash", "S2,,T0E2");
        var manager = Text.file(directory, "c.csv", "Serial_Number,HardwareHash,Manufacturer,Model", "S3,T0E3,HP,M3");
        assertThat(merged(self, script, manager))
                .containsExactly(
                        "Manufacturer,Model,Serial Number,Windows Product ID,Hardware Hash",
                        "Contoso,M1,S1,,T0E1",
                        ",,S2,,T0E2",
                        "HP,M3,S3,,T0E3");
    }

    @Test
    void readsAnyEncodingAndSeparatorAndWritesUtf8WithCommas() throws Exception {
        var powershell = Text.file(
                directory,
                "a.csv",
                UTF_16LE,
                "\uFEFFDevice Serial Number,Windows Product ID,Hardware Hash",
                "Sé,,T0E1");
        var excel = Text.file(
                directory,
                "b.csv",
                Charset.forName("windows-1252"),
                "Manufacturer;Model;Serial Number",
                "Müller, KG;\"M;2\";S2");
        var marked = Text.file(directory, "c.csv", UTF_8, "\uFEFFModel\tManufacturer\tSerial Number", "M3\tÅ\tS3");
        assertThat(merged(powershell, excel, marked))
                .containsExactly(
                        "Manufacturer,Model,Serial Number,Windows Product ID,Hardware Hash",
                        ",,Sé,,T0E1",
                        "\"Müller, KG\",M;2,S2,,",
                        "Å,M3,S3,,");
    }

    @Test
    void keepsOtherColumnsByNameButNotThoseThatMusterAddsItself() throws Exception {
        var a = Text.file(directory, "a.csv", "Serial Number,Hardware Hash,Notes,Error Code", "S1,T0E1,first,x");
        var b = Text.file(directory, "b.csv", "Site,Notes,Serial Number,Hardware Hash", "Lyon,second,S2,T0E2");
        assertThat(merged(a, b))
                .containsExactly("Serial Number,Hardware Hash,Notes,Site", "S1,T0E1,first,", "S2,T0E2,second,Lyon");
    }

    @Test
    void writesAHeaderThatTheImporterAcceptsWithoutAWord() throws Exception {
        var lower = Text.file(directory, "a.csv", "serial number,hardware hash", "S1,T0E1");
        var header = Header.read(merged(lower).getFirst(), Header.OF_REGISTRATIONS);
        assertThat(header).isNotNull();
        assertThat(header.warnings()).isEmpty();
    }

    @Test
    void skipsBlankRowsAndNamesThoseThatNobodyCanRead() throws Exception {
        var file = Text.file(
                directory,
                "a.csv",
                "Manufacturer,Model,Serial Number",
                ",,",
                "Dell, Inc.,M1,S1",
                "",
                "HP,M2,S2",
                "HP,M3");
        var out = directory.resolve("out.csv");
        assertThat(Merging.of(List.of(file)).into(out))
                .containsExactly(new Part(
                        file,
                        1,
                        2,
                        List.of(
                                "line 3: 4 values where the header has 3 columns: 'Dell, Inc.' has to stand in quotation"
                                        + " marks",
                                "line 6: 2 values where the header has 3 columns")));
        assertThat(Files.readAllLines(out)).containsExactly("Manufacturer,Model,Serial Number", "HP,M2,S2");
    }

    @Test
    void keepsASpreadsheetFromRunningACellAndTheImporterFromNoticing() throws Exception {
        var file = Text.file(
                directory, "a.csv", "Manufacturer,Model,Serial Number,=Notes", "=HP,'=M,+S,-1", "''=HP,'M,S2,@x");
        var lines = merged(file);
        assertThat(lines)
                .containsExactly("Manufacturer,Model,Serial Number,'=Notes", "'=HP,'=M,'+S,'-1", "''=HP,'M,S2,'@x");
    }

    @Test
    void refusesWhatIsNoFileOfDevicesInTheImportersWords() throws Exception {
        var good = Text.file(directory, "a.csv", "Serial Number,Hardware Hash", "S1,T0E1");
        var foreign = Text.file(directory, "b.csv", "Name,Colour", "x,red");
        var empty = Text.file(directory, "c.csv", "", "");
        var workbook = Text.file(directory, "d.csv", "PK\u0003\u0004 xl/workbook.xml");
        assertThatThrownBy(() -> Merging.of(List.of(good, foreign)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(foreign
                        + ": The header is not one of a file of devices: Line 1 has 'Name,Colour'. Expected a header");
        assertThatThrownBy(() -> Merging.of(List.of(empty))).hasMessageStartingWith(empty + ": The file is empty.");
        assertThatThrownBy(() -> Merging.of(List.of(workbook)))
                .hasMessageStartingWith(workbook + ": This is an Excel workbook.");
        assertThatThrownBy(() -> Merging.of(List.of(directory))).hasMessageContaining("is a directory");
    }

    @Test
    void neverOverwritesAFileThatItReads() throws Exception {
        var file = Text.file(directory, "a.csv", "Serial Number,Hardware Hash", "S1,T0E1");
        var merging = Merging.of(List.of(file));
        assertThatThrownBy(() -> merging.into(file)).hasMessageContaining("is one of the files to merge");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void leavesWhatWasThereWhenItCannotBeDone() throws Exception {
        var file = Text.file(directory, "a.csv", "Serial Number,Hardware Hash", "S1,T0E1");
        var out = Text.file(directory, "out.csv", "before");
        var merging = Merging.of(List.of(file));
        Files.delete(file);
        assertThatThrownBy(() -> merging.into(out)).isInstanceOf(Exception.class);
        assertThat(out).hasContent("before");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(out);
        }
    }

    @Test
    void givesTheSameRowsInTheirOrderHoweverManyThereAre() throws Exception {
        var rows = IntStream.range(0, 5_000).mapToObj(n -> "S" + n + ",T0E" + n).toList();
        var file = directory.resolve("a.csv");
        Files.writeString(file, "Serial Number,Hardware Hash\n" + String.join("\n", rows));
        var lines = merged(file, file);
        assertThat(lines).hasSize(10_001);
        assertThat(lines.subList(1, 5_001)).isEqualTo(rows);
    }

    private List<String> merged(Path... files) throws Exception {
        var out = directory.resolve("out.csv");
        Merging.of(List.of(files)).into(out);
        return Files.readAllLines(out, UTF_8);
    }
}
