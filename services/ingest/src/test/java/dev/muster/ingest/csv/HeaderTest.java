package dev.muster.ingest.csv;

import static dev.muster.model.event.Field.ASSIGNED_USER;
import static dev.muster.model.event.Field.GROUP_TAG;
import static dev.muster.model.event.Field.HARDWARE_HASH;
import static dev.muster.model.event.Field.MANUFACTURER;
import static dev.muster.model.event.Field.MODEL;
import static dev.muster.model.event.Field.ORDER_ID;
import static dev.muster.model.event.Field.PRODUCT_ID;
import static dev.muster.model.event.Field.SERIAL_NUMBER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.Field;
import dev.muster.model.event.Warning;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    private static final String C = "Device Serial Number,Windows Product ID,Hardware Hash";

    /** The headers of the tools, each with the fields of its columns. */
    static Stream<Arguments> formats() {
        return Stream.of(
                format(
                        "A",
                        "Manufacturer,Model,Serial Number,Hardware Hash",
                        MANUFACTURER,
                        MODEL,
                        SERIAL_NUMBER,
                        HARDWARE_HASH),
                format("B", "Manufacturer,Model,Serial Number", MANUFACTURER, MODEL, SERIAL_NUMBER),
                format("C", C, SERIAL_NUMBER, PRODUCT_ID, HARDWARE_HASH),
                format("D", C + ",Group Tag", SERIAL_NUMBER, PRODUCT_ID, HARDWARE_HASH, GROUP_TAG),
                format(
                        "E",
                        C + ",Group Tag,Assigned User",
                        SERIAL_NUMBER,
                        PRODUCT_ID,
                        HARDWARE_HASH,
                        GROUP_TAG,
                        ASSIGNED_USER),
                format(
                        "F",
                        C + ",Manufacturer name,Device model",
                        SERIAL_NUMBER,
                        PRODUCT_ID,
                        HARDWARE_HASH,
                        MANUFACTURER,
                        MODEL),
                format(
                        "G",
                        "Device serial number,Windows product ID,Hardware hash,Manufacturer name,Device model",
                        SERIAL_NUMBER,
                        PRODUCT_ID,
                        HARDWARE_HASH,
                        MANUFACTURER,
                        MODEL),
                format("H", C + ",Order ID", SERIAL_NUMBER, PRODUCT_ID, HARDWARE_HASH, ORDER_ID),
                format(
                        "I",
                        "Manufacturer,Model,Serial_Number,HardwareHash",
                        MANUFACTURER,
                        MODEL,
                        SERIAL_NUMBER,
                        HARDWARE_HASH));
    }

    private static Arguments format(String name, String header, Field... fields) {
        return Arguments.of(name, header, List.of(fields));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsTheHeadersOfTheToolsWithoutAWord(String name, String line, List<Field> fields) {
        Header header = read(line);
        assertThat(fieldsInOrder(header)).as(name).isEqualTo(fields);
        assertThat(header.names()).isEqualTo(List.of(line.split(",")));
        assertThat(header.warnings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsThemInAnyOrder(String name, String line, List<Field> fields) {
        var names = new ArrayList<>(List.of(line.split(",")));
        var reversed = new ArrayList<>(fields);
        Collections.reverse(names);
        Collections.reverse(reversed);
        assertThat(fieldsInOrder(read(String.join(",", names)))).as(name).isEqualTo(reversed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("formats")
    void readsThemWithOtherSeparatorsBlanksAndQuotes(String name, String line, List<Field> fields) {
        for (char separator : new char[] {',', ';', '\t'}) {
            var header = read(" " + line.replace(",", " " + separator + " ") + " ");
            assertThat(header.separator()).as(name).isEqualTo(separator);
            assertThat(fieldsInOrder(header)).isEqualTo(fields);
            assertThat(header.warnings()).isEmpty();
            assertThat(read("\"" + line.replace(",", "\"" + separator + "\"") + "\""))
                    .isEqualTo(read(line.replace(',', separator)));
        }
        assertThat(fieldsInOrder(read(" \"" + line.replace(",", "\" , \" ") + "\" ")))
                .isEqualTo(fields);
    }

    @Test
    void namesOtherSpellingsInAWarning() {
        assertThat(read("MANUFACTURER,model,serial number,Hardware Hash").warnings())
                .containsExactly(
                        new Warning("column-name", "Column 'MANUFACTURER' read as 'Manufacturer'"),
                        new Warning("column-name", "Column 'model' read as 'Model'"),
                        new Warning("column-name", "Column 'serial number' read as 'Serial Number'"));
    }

    @Test
    void namesColumnsThatItIgnores() {
        var header = read(C + ",Notes,\"Site, Floor\",Notes,");
        assertThat(header.warnings())
                .containsExactly(
                        new Warning("extra-column", "Column 'Notes' ignored"),
                        new Warning("extra-column", "Column 'Site, Floor' ignored"));
        assertThat(header.names()).hasSize(6);
    }

    @Test
    void ignoresTheColumnsThatThisSystemAddsItself() {
        var header = read("Manufacturer,Model,Serial Number,Hardware Hash,Error Code,Error Detail,Original Line");
        assertThat(header.warnings()).isEmpty();
        var row = List.of("m", "o", "s", "h", "missing-value", "no", "");
        assertThat(header.misfit(row)).isNull();
        assertThat(header.columns(row)).containsOnlyKeys("Manufacturer", "Model", "Serial Number", "Hardware Hash");
        assertThat(header.isBlank(record(",,,,malformed-row,why,\"the,line\""))).isTrue();
        assertThat(header.isBlank(record("m,o,s,h,missing-value,no,"))).isFalse();
        assertThat(header.isBlank(record(" ,,"))).isTrue();
    }

    @Test
    void showsALongNameOfAColumnOnlyInPart() {
        assertThat(read(C + "," + "😀".repeat(5000)).warnings().getFirst().detail())
                .isEqualTo("Column '" + "😀".repeat(100) + "…' ignored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",,,",
                "Name,Email,Phone",
                "Serial Number",
                "Serial Number,Model",
                "Hardware Hash,Model,Manufacturer",
                "Manufacturer,Model,Serial Number,Serial Number",
                "Manufacturer,Manufacturer name,Model,Serial Number,Hardware Hash",
                "Manufacturer;Model,Serial Number",
                "Serial-Number,Hardware Hash",
                "Hardware Inventory Report",
                "\"Serial Number,Hardware Hash",
                "SN-1,,T0EAAAAA"
            })
    void refusesOtherHeaders(String line) {
        assertThat(Header.read(line, Header.OF_REGISTRATIONS)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c|",
                "a,b,c,|",
                "a,b,c,,, |",
                ",,|",
                "a,b|2 values where the header has 3 columns",
                "a|1 value where the header has 3 columns",
                "a,b,c,d|4 values where the header has 3 columns",
                "s,Dell, Inc.,h|4 values where the header has 3 columns: 'Dell, Inc.' has to stand in quotation marks",
                "s,Dell,Inc.,h|4 values where the header has 3 columns: 'Dell,Inc.' has to stand in quotation marks",
                "s,Acme,GmbH,h|4 values where the header has 3 columns: 'Acme,GmbH' has to stand in quotation marks",
                "s,A, B, Ltd,h|5 values where the header has 3 columns: 'A, B' has to stand in quotation marks",
                "s,Incal,Corporal,h|4 values where the header has 3 columns",
                ", Inc.,h,i|4 values where the header has 3 columns"
            })
    void saysWhyARowDoesNotFit(String row, String detail) {
        assertThat(read(C).misfit(List.of(row.split(",", -1)))).isEqualTo(detail);
    }

    @Test
    void doesNotShowAHashThatHappensToFollowABlank() {
        var row = List.of("s", "p", "h", " " + "T0EA".repeat(1000));
        assertThat(read(C).misfit(row)).isEqualTo("4 values where the header has 3 columns");
    }

    @Test
    void takesValuesTrimmedAndNothingForNull() {
        var header = read(C + ",Group Tag");
        assertThat(header.value(Arrays.asList(" s 1 ", " ", "h"), SERIAL_NUMBER))
                .isEqualTo("s 1");
        assertThat(header.value(Arrays.asList("s", " ", "h"), PRODUCT_ID)).isNull();
        assertThat(header.value(Arrays.asList("s", " ", "h"), GROUP_TAG)).isNull();
        assertThat(header.value(Arrays.asList("s", " ", "h"), MODEL)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'=1+1|=1+1", "'-5|-5", "'@a|@a", "'+|+", "'abc|'abc", "'|'", "''=x|''=x", "a'=x|a'=x"})
    void takesAwayTheApostropheThatKeepsASpreadsheetFromCounting(String cell, String value) {
        var header = read(C);
        var cells = List.of(cell, "", "h");
        assertThat(header.value(cells, SERIAL_NUMBER)).isEqualTo(value);
        assertThat(header.columns(cells)).containsEntry("Device Serial Number", value);
    }

    @Test
    void keepsTheRowAsGivenButForItsHash() {
        assertThat(read(C + ",Notes").columns(List.of(" s ", "", "hash", "n")))
                .containsExactly(
                        Map.entry("Device Serial Number", " s "),
                        Map.entry("Windows Product ID", ""),
                        new SimpleEntry<>("Hardware Hash", null),
                        Map.entry("Notes", "n"));
    }

    private static Header read(String line) {
        return Objects.requireNonNull(Header.read(line, Header.OF_REGISTRATIONS));
    }

    private static List<Field> fieldsInOrder(Header header) {
        return header.fields().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static CsvRecord record(String text) {
        return new CsvRecord(2, text.getBytes(UTF_8), false, UTF_8, ',', null);
    }
}
