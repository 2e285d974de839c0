package dev.muster.local.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.local.sample.Format;
import dev.muster.local.sample.Outcomes;
import dev.muster.local.sample.Sample;
import dev.muster.local.screen.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectionTest {
    private static final String HEADER = "Manufacturer,Model,Serial Number,Hardware Hash";

    @TempDir
    private Path directory;

    @Test
    void saysWhatAHashHolds() throws Exception {
        var row = json(HEADER, ",,," + Text.hash("Contoso", "Model-1", "SN-000123"))
                .path("rows")
                .path(0);
        assertThat(row.path("hash").toString())
                .isEqualTo("{\"manufacturer\":\"Contoso\",\"model\":\"Model-1\",\"serialNumber\":\"SN-000123\","
                        + "\"smbiosUuid\":\"" + Text.SMBIOS + "\"}");
        assertThat(row.path("deviceId").asText()).isEqualTo("a4fd8ead-5648-51d2-92e8-37e95ff36708");
        assertThat(row.has("code")).isFalse();
    }

    @Test
    void saysWhatCouldBeReadOfADamagedHashToo() throws Exception {
        var hash = Text.hash("Contoso", "Model-1", "SN-000123").substring(0, 160);
        var row = json(HEADER, ",,," + hash).path("rows").path(0);
        assertThat(row.path("code").asText()).isEqualTo("hardware-hash-not-valid");
        assertThat(row.path("detail").asText()).startsWith("truncated by ");
        assertThat(row.path("serialNumber").asText()).isEqualTo("SN-000123");
        assertThat(row.has("deviceId")).isFalse();
    }

    @Test
    void namesADeviceThatComesAgainHoweverItIsSpelled() throws Exception {
        var report = json(
                HEADER,
                "Contoso,M,SN-1," + Text.hash("Contoso", "M", "SN-1"),
                "Contoso,M,SN-2," + Text.hash("Contoso", "M", "SN-2"),
                "CONTOSO , other , sn-1,");
        assertThat(report.path("rows").path(2).path("code").asText()).isEqualTo("duplicate-in-upload");
        assertThat(report.path("rows").path(2).path("detail").asText()).isEqualTo("first on line 2");
        assertThat(report.path("failedByCode").toString()).isEqualTo("{\"duplicate-in-upload\":1}");
    }

    @Test
    void doesNotCallARowADuplicateOfOneThatFails() throws Exception {
        var hash = Text.hash("Contoso", "M", "SN-1");
        var report = json(HEADER, "Contoso,M,SN-9," + hash, "Contoso,M,SN-1," + hash);
        assertThat(report.path("rows").path(0).path("code").asText()).isEqualTo("device-not-found");
        assertThat(report.path("rows").path(1).has("code")).isFalse();
    }

    @Test
    void tellsAllThatIsWrongWithARowAndAllThatWasPutUpWith() throws Exception {
        var report = json(
                HEADER + ",Notes",
                "Contoso,M,000000000000,dGhpc2RldmljZWlzYW5tbWRkZXZpY2U,x",
                "Fabrikam,M,1," + Text.hash("Contoso", "M", "001") + ",x");
        assertThat(report.path("warnings").path(0).path("detail").asText()).isEqualTo("Column 'Notes' ignored");
        assertThat(report.path("rows").path(0).path("findings").findValuesAsText("code"))
                .containsExactly("sample-data", "hardware-hash-not-valid");
        assertThat(report.path("rows").path(1).path("warnings").findValuesAsText("code"))
                .containsExactly("serial-number-changed", "manufacturer-differs");
    }

    @ParameterizedTest
    @EnumSource
    void foretellsTheOutcomeOfASampleWithEveryFault(Format format) throws Exception {
        var sample = new Sample(300, format, true, 11);
        var file = directory.resolve("sample.csv");
        sample.write(file);
        var tally = InspectionReport.of(file, new InspectionTable(screen(new ByteArrayOutputStream())));
        var failed = new HashMap<String, Long>();
        tally.failedByCode().forEach((code, rows) -> failed.put(code.code(), rows));
        assertThat(sample.expected().differences(new Outcomes(tally.good(), failed)))
                .isEmpty();
    }

    @Test
    void showsATableForPeople() throws Exception {
        var file = Text.file(
                directory,
                "a.csv",
                HEADER,
                "Contoso,Model-1,SN-000123," + Text.hash("Contoso", "Model-1", "SN-000123"),
                "Contoso,Model-1,SN-000124,",
                "Contoso,Model-1,None,",
                "Con\u001btoso,Model-1",
                ",,," + Text.hash("Con\u001b[31mtoso", "M", "S"));
        assertThat(table(file))
                .startsWith(
                        "line  manufacturer  model    serial number  SMBIOS UUID                           outcome",
                        "2     Contoso       Model-1  SN-000123      00112233-4455-6677-8899-aabbccddeeff  good",
                        "3     Contoso       Model-1  SN-000124                                            good, without a"
                                + " hash",
                        "4     Contoso       Model-1  None                                                 Serial number"
                                + " identifies no device: 'None' is a default that many devices share",
                        "5                                                                                 Row cannot be"
                                + " read: 2 values where the header has 4 columns")
                .contains("5 rows: 3 good, 2 would fail")
                .anyMatch(line -> line.startsWith("1 of the good ones have no hardware hash"))
                .anyMatch(line -> line.startsWith("serial-number-not-usable  1     The serial number is"))
                .noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void showsHeadingsOnceHoweverLongTheFile() throws Exception {
        var file = directory.resolve("sample.csv");
        new Sample(1_200, Format.AUTOPILOT, false, 12).write(file);
        var lines = table(file);
        assertThat(lines).hasSize(1 + 1_200 + 2).endsWith("1,200 rows: 1,200 good, 0 would fail");
        assertThat(lines.stream().filter(line -> line.startsWith("line "))).hasSize(1);
    }

    @Test
    void refusesAFileWithoutRowsAsTheImporterDoes() throws Exception {
        var file = Text.file(directory, "a.csv", HEADER, ",,,");
        assertThatThrownBy(() -> table(file)).hasMessage(file + ": The file has a header and no rows.");
    }

    @Test
    void remembersTheFirstLineOfEachOfManyDevices() {
        var lines = new FirstLines();
        for (int n = 1; n <= 100_000; n++) {
            assertThat(lines.of(device(n), n)).isEqualTo(n);
        }
        assertThat(lines.of(device(77), 100_001)).isEqualTo(77);
        assertThat(lines.of(device(100_000), 100_002)).isEqualTo(100_000);
    }

    private static UUID device(int n) {
        return UUID.nameUUIDFromBytes(Integer.toString(n).getBytes(UTF_8));
    }

    private List<String> table(Path file) throws Exception {
        var shown = new ByteArrayOutputStream();
        InspectionReport.of(file, new InspectionTable(screen(shown)));
        return shown.toString(UTF_8).lines().toList();
    }

    private JsonNode json(String... lines) throws Exception {
        var shown = new ByteArrayOutputStream();
        InspectionReport.of(Text.file(directory, "a.csv", lines), new InspectionJson(shown));
        return new ObjectMapper().readTree(shown.toByteArray());
    }

    private static Screen screen(ByteArrayOutputStream shown) {
        return new Screen(new PrintStream(shown, true, UTF_8), false, false);
    }
}
