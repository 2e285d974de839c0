package dev.muster.ingest.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TEXT = "a,Société Générale,ç\r\n\"naïve, \"\"x\"\"\",€\r\n";
    private static final String BOM = "\uFEFF";

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("a,b,c", List.of("a", "b", "c")),
                Arguments.of("a,,c", List.of("a", "", "c")),
                Arguments.of(",", List.of("", "")),
                Arguments.of(" a , b ", List.of(" a ", " b ")),
                Arguments.of("\"a\",b", List.of("a", "b")),
                Arguments.of("\"a,b\",c", List.of("a,b", "c")),
                Arguments.of("\"a\"\"b\",c", List.of("a\"b", "c")),
                Arguments.of("\"a\r\nb\",c", List.of("a\r\nb", "c")),
                Arguments.of("\"\",\"\"", List.of("", "")),
                Arguments.of("a,b\"c", List.of("a", "b\"c")),
                Arguments.of("a, \"b\"", List.of("a", " \"b\"")));
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsValuesAsRfc4180Says(String record, List<String> cells) throws IOException {
        assertThat(read(record.getBytes(UTF_8)))
                .singleElement()
                .extracting(CsvRecord::cells)
                .isEqualTo(cells);
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("UTF-8", TEXT.getBytes(UTF_8)),
                Arguments.of("UTF-8 with BOM", (BOM + TEXT).getBytes(UTF_8)),
                Arguments.of("UTF-16LE with BOM", (BOM + TEXT).getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE with BOM", (BOM + TEXT).getBytes(UTF_16BE)),
                Arguments.of("windows-1252", TEXT.getBytes(WINDOWS_1252)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void readsEachEncoding(String name, byte[] bytes) throws IOException {
        for (int most : new int[] {1, 7, 10_000}) {
            assertThat(read(bytes, most))
                    .as(name)
                    .extracting(CsvRecord::cells)
                    .containsExactly(List.of("a", "Société Générale", "ç"), List.of("naïve, \"x\"", "€"));
        }
    }

    @Test
    void readsCharactersBeyondTheFirstPlaneInUtf16WhereverTheyStand() throws IOException {
        for (int before = 8185; before < 8196; before++) {
            String text = "x".repeat(before) + "😀😀,y\n";
            assertThat(read((BOM + text).getBytes(UTF_16LE)))
                    .singleElement()
                    .extracting(record -> record.text())
                    .isEqualTo(text.strip());
        }
    }

    @Test
    void staysWithTheEncodingThatTheFirstOtherThanAsciiBytesShow() throws IOException {
        byte[] utf8First = bytes("é\n".getBytes(UTF_8), "b\n".getBytes(UTF_8), "é\nç\n".getBytes(ISO_8859_1));
        assertThat(read(utf8First))
                .extracting(CsvRecord::fault)
                .containsExactly(null, null, "bytes that are not text in UTF-8", "bytes that are not text in UTF-8");
        byte[] windowsFirst = bytes("é\n".getBytes(WINDOWS_1252), "é\n".getBytes(UTF_8));
        assertThat(read(windowsFirst)).extracting(CsvRecord::text).containsExactly("é", "Ã©");
    }

    @Test
    void takesAReplacementCharacterInGoodUtf8ForThatRowsTroubleOnly() throws IOException {
        var records = read("a\uFFFD\né\n".getBytes(UTF_8));
        assertThat(records).extracting(CsvRecord::text).containsExactly("a\uFFFD", "é");
        assertThat(records.getFirst().fault()).isEqualTo("bytes that are not text in UTF-8");
    }

    @Test
    void givesOneBadRowForBytesThatAreNoText() throws IOException {
        byte[] bytes = bytes("a\u0000b\nc".getBytes(UTF_8), new byte[] {'d', (byte) 0x81, '\n', 'e'});
        byte[] late = bytes("x\n".repeat(600).getBytes(UTF_8), bytes);
        var records = read(late);
        assertThat(records.subList(600, 603))
                .extracting(CsvRecord::fault)
                .containsExactly("bytes that are not text in UTF-8", "bytes that are not text in windows-1252", null);
        assertThat(records.get(600).text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void neverHandsOnANul() throws IOException {
        String text = "x\n".repeat(600) + "\"a\u0000b\n" + "c".repeat(2000) + "\u0000\n";
        assertThat(read(text.getBytes(UTF_8)))
                .extracting(CsvRecord::text)
                .noneMatch(record -> record.indexOf('\0') >= 0);
    }

    @Test
    void doesNotTakeALongUtf8LineForWindows1252() throws IOException {
        for (int before = 0; before < 4; before++) {
            String text = "x".repeat(before) + "é€".repeat(1000) + "\né\n";
            assertThat(read(text.getBytes(UTF_8)).get(1).text()).isEqualTo("é");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"b,c", "\"a\" ,c"})
    void givesOneBadRowForTextAfterAClosingQuotationMark(String record) throws IOException {
        var records = read((record + "\nd").getBytes(UTF_8));
        assertThat(records.getFirst().fault()).isEqualTo("text after a closing quotation mark");
        assertThat(records.getFirst().text()).isEqualTo(record);
        assertThat(records.get(1).cells()).containsExactly("d");
    }

    @ParameterizedTest
    @CsvSource({"'',true", "'  ,, ',true", "'\"\",',true", "',a',false", "'\"',false"})
    void knowsBlankRows(String record, boolean blank) throws IOException {
        assertThat(read((record + "\n").getBytes(UTF_8)).getFirst().isBlank()).isEqualTo(blank);
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                Arguments.of("PK\u0003\u0004...[Content_Types].xml...", "Excel workbook"),
                Arguments.of("PK\u0003\u0004...xl/workbook.xml", "Excel workbook"),
                Arguments.of("PK\u0003\u0004...devices.csv", "ZIP archive"),
                Arguments.of("PK\u0005\u0006", "ZIP archive"),
                Arguments.of("\u00D0\u00CF\u0011\u00E0", "old Excel workbook"),
                Arguments.of("%PDF-1.7", "PDF"),
                Arguments.of("\u001F\u008B\b", "compressed"),
                Arguments.of("(\u00B5/\u00FD", "compressed"),
                Arguments.of("a\u0000b\u0000", "not a text file"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void saysWhatElseAFileIs(String begin, String said) {
        assertThatThrownBy(() -> read(begin.getBytes(ISO_8859_1)))
                .isInstanceOf(NotTextException.class)
                .hasMessageContaining(said);
    }

    @Test
    void readsATextThatBeginsAsAZipDoes() throws IOException {
        assertThat(read("PK,Serial Number\n".getBytes(UTF_8)).getFirst().cells())
                .containsExactly("PK", "Serial Number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", BOM})
    void hasNoRecordsInAnEmptyFile(String text) throws IOException {
        assertThat(read(text.getBytes(UTF_8))).isEmpty();
        assertThat(read(text.getBytes(UTF_16LE))).isEmpty();
    }

    private static List<CsvRecord> read(byte[] bytes) throws IOException {
        return read(bytes, 10_000);
    }

    private static List<CsvRecord> read(byte[] bytes, int most) throws IOException {
        var file = CsvFile.open(new Drip(bytes, most), 32 * 1024);
        var records = new ArrayList<CsvRecord>();
        for (var record = file.next(); record != null; record = file.next()) {
            records.add(record);
        }
        return records;
    }

    private static byte[] bytes(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
