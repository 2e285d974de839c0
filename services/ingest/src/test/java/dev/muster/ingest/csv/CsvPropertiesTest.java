package dev.muster.ingest.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CsvPropertiesTest {

    private static final int MAX = 64;

    @Property
    void anyBytesComeToAnEndInLinesThatNeverGoBack(
            @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(min = 1, max = 50) int most) throws IOException {
        check(bytes, most);
    }

    @Property(tries = 2000)
    void anyMixOfQuotesAndLineEndsComesToAnEnd(
            @ForAll("delimiters") String text, @ForAll @IntRange(min = 1, max = 50) int most) throws IOException {
        check(text.getBytes(UTF_8), most);
    }

    @Property(tries = 2000)
    void everyByteOfARecordIsAccountedFor(@ForAll("delimiters") String text) throws IOException {
        int lines = 0;
        for (var record : read(text.getBytes(UTF_8), 10, 100_000)) {
            assertThat(record.line()).isEqualTo(lines + 1);
            lines += (int) record.text()
                            .replace("\r\n", "\n")
                            .chars()
                            .filter(c -> c == '\n' || c == '\r')
                            .count()
                    + 1;
        }
        assertThat(lines).isEqualTo((int) (text + "x").lines().count() - (endsALine(text) ? 1 : 0));
    }

    @Property
    void whatACsvWriterWroteComesBack(
            @ForAll @Size(min = 1, max = 12) List<@Size(min = 1, max = 5) List<@From("values") String>> rows,
            @ForAll("separators") char separator,
            @ForAll LineDelimiter lineEnd,
            @ForAll boolean quoteAll,
            @ForAll("encodings") Charset encoding)
            throws IOException {
        var text = new StringWriter();
        var writer = CsvWriter.builder().fieldSeparator(separator).lineDelimiter(lineEnd);
        if (quoteAll) {
            writer.quoteStrategy(QuoteStrategies.ALWAYS);
        }
        try (var csv = writer.build(text)) {
            rows.forEach(csv::writeRecord);
        }
        var file = CsvFile.open(new Drip(("\uFEFF" + text).getBytes(encoding), 17), 100_000);
        file.separatedBy(separator);
        for (var row : rows) {
            var record = file.next();
            assertThat(record).isNotNull();
            assertThat(record.fault()).isNull();
            assertThat(record.cells()).isEqualTo(row);
        }
        assertThat(file.next()).isNull();
    }

    @Provide
    Arbitrary<String> delimiters() {
        return Arbitraries.strings().withChars("\"\",\r\n\naé").ofMaxLength(200);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withChars("ab ,;\t\"\r\né€😀'=")
                .ofMaxLength(8)
                .filter(CsvPropertiesTest::wholePairs);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t');
    }

    @Provide
    Arbitrary<Charset> encodings() {
        return Arbitraries.of(UTF_8, UTF_16LE, UTF_16BE);
    }

    private static boolean wholePairs(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static boolean endsALine(String text) {
        return text.isEmpty() || text.endsWith("\n") || text.endsWith("\r");
    }

    private static void check(byte[] bytes, int most) throws IOException {
        int last = 0;
        for (var record : read(bytes, most, MAX)) {
            assertThat(record.line()).isGreaterThan(last);
            assertThat(record.bytes().length).isLessThanOrEqualTo(MAX);
            assertThat(record.fault() == null || record.cells().isEmpty()).isTrue();
            last = record.line();
        }
    }

    private static List<CsvRecord> read(byte[] bytes, int most, int maxRecord) throws IOException {
        var records = new ArrayList<CsvRecord>();
        try {
            var file = CsvFile.open(new Drip(bytes, most), maxRecord);
            for (var record = file.next(); record != null; record = file.next()) {
                records.add(record);
            }
        } catch (NotTextException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        return records;
    }
}
