package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.status.registration.FailureQueries.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailuresCsvTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");

    @Test
    void hasTheColumnsOfTheFileThenWhy() throws IOException {
        var failure = failure(
                1, 3, "SN differs", null, "Manufacturer", "Contoso", "Serial Number", "SN-1", "Hardware Hash", "T0E=");

        assertThat(csv(List.of(failure))).isEqualTo("""
                        Manufacturer,Serial Number,Hardware Hash,Error Code,Error Detail,Original Line\r
                        Contoso,SN-1,T0E=,device-not-found,SN differs,\r
                        """);
    }

    @Test
    void mergesTheColumnsOfSeveralFilesByMeaning() throws IOException {
        var documented = failure(1, 2, "one", null, "Serial Number", "SN-1", "Hardware Hash", "H1", "Notes", "first");
        var script = failure(
                2, 2, "two", null, "Device Serial Number", "SN-2", "Windows Product ID", "", "Hardware Hash", "H2");
        var lower =
                failure(3, 2, "three", null, "hardware hash", "H3", "device serial number", "SN-3", "Notes", "third");

        assertThat(csv(List.of(documented, script, lower))).isEqualTo("""
                        Serial Number,Hardware Hash,Notes,Windows Product ID,Error Code,Error Detail,Original Line\r
                        SN-1,H1,first,,device-not-found,one,\r
                        SN-2,H2,,,device-not-found,two,\r
                        SN-3,H3,third,,device-not-found,three,\r
                        """);
    }

    @Test
    void isSafeInASpreadsheetInItsHeaderToo() throws IOException {
        var failure = failure(1, 2, "-1 byte", "=HYPERLINK()", "Serial Number", "+SN", "@sum", "=1+1", "Notes", "\tx");

        assertThat(csv(List.of(failure))).isEqualTo("""
                        Serial Number,'@sum,Notes,Error Code,Error Detail,Original Line\r
                        '+SN,'=1+1,'\tx,device-not-found,'-1 byte,'=HYPERLINK()\r
                        """);
    }

    @Test
    void quotesWhatWouldBreakALine() throws IOException {
        var failure = failure(1, 2, "a, b", "x,\"y\",z", "Serial Number", "two\nlines");

        assertThat(csv(List.of(failure))).isEqualTo("""
                        Serial Number,Error Code,Error Detail,Original Line\r
                        "two
                        lines",device-not-found,"a, b","x,""y"",z"\r
                        """);
    }

    @Test
    void givesARowThatCouldNotBeReadInItsOriginalLine() throws IOException {
        var good = failure(1, 2, "one", null, "Serial Number", "SN-1");
        var malformed = failure(1, 3, "2 values where the header has 1 columns", "SN-2;oops");

        assertThat(csv(List.of(good, malformed)))
                .endsWith(",device-not-found,2 values where the header has 1 columns,SN-2;oops\r\n");
    }

    @Test
    void hasAHeaderThoughNothingFailed() throws IOException {
        assertThat(csv(List.of())).isEqualTo("Error Code,Error Detail,Original Line\r\n");
    }

    @Test
    void fetchesPageAfterPageFromBehindTheLastRow() throws IOException {
        var asked = new ArrayList<Position>();
        var first = failure(1, 2, "one", null, "Serial Number", "SN-1");
        var second = failure(2, 5, "two", null, "Serial Number", "SN-2");
        var out = new ByteArrayOutputStream();
        new FailuresCsv(List.of(first)).write(out, after -> {
            asked.add(after);
            return after.equals(Position.START) ? List.of(first) : after.file() == 1 ? List.of(second) : List.of();
        });

        assertThat(asked).containsExactly(Position.START, new Position(1, 2), new Position(2, 5));
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
    }

    private static String csv(List<Failure> failures) throws IOException {
        var out = new ByteArrayOutputStream();
        new FailuresCsv(failures).write(out, after -> after.equals(Position.START) ? failures : List.of());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Failure failure(int file, int row, String detail, String originalLine, String... columns) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            byName.put(columns[i], columns[i + 1]);
        }
        var code = FailureCode.DEVICE_NOT_FOUND;
        return new Failure(
                file,
                row,
                code,
                code.title(Locale.ENGLISH),
                code.text(Locale.ENGLISH),
                detail,
                code.importerCode(),
                null,
                List.of(new Finding(code, detail)),
                DEVICE,
                "SN-1",
                byName,
                originalLine);
    }
}
