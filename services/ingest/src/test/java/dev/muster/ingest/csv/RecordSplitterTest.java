package dev.muster.ingest.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSplitterTest {

    private static final String UNCLOSED = " (a quotation mark is opened and not closed)";

    /** A text, and its records as {@code line:record}. */
    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("", List.of()),
                Arguments.of("a", List.of("1:a")),
                Arguments.of("a\n", List.of("1:a")),
                Arguments.of("a\nb", List.of("1:a", "2:b")),
                Arguments.of("a\r\nb\r\n", List.of("1:a", "2:b")),
                Arguments.of("a\rb\r", List.of("1:a", "2:b")),
                Arguments.of("a\r\nb\nc\rd", List.of("1:a", "2:b", "3:c", "4:d")),
                Arguments.of("a\n\rb", List.of("1:a", "2:", "3:b")),
                Arguments.of("\n\na\n\n", List.of("1:", "2:", "3:a", "4:")),
                Arguments.of("\r\r\n\na", List.of("1:", "2:", "3:", "4:a")),
                Arguments.of("\"a\"\nb", List.of("1:\"a\"", "2:b")),
                Arguments.of("\"a\nb\",c\nd", List.of("1:\"a\nb\",c", "3:d")),
                Arguments.of("\"a\r\nb\rc\nd\"\r\ne", List.of("1:\"a\r\nb\rc\nd\"", "5:e")),
                Arguments.of("x,\"a\n\n\",\"\nb\"\nc", List.of("1:x,\"a\n\n\",\"\nb\"", "5:c")),
                Arguments.of("\"a\"\"\nb\"\nc", List.of("1:\"a\"\"\nb\"", "3:c")),
                Arguments.of("\"\"\nb", List.of("1:\"\"", "2:b")),
                Arguments.of("\"\"\"\"\nb", List.of("1:\"\"\"\"", "2:b")),
                Arguments.of("a\"b\nc", List.of("1:a\"b", "2:c")),
                Arguments.of("a, \"b\nc", List.of("1:a, \"b", "2:c")),
                Arguments.of("\"a\"b\nc", List.of("1:\"a\"b", "2:c")),
                Arguments.of("\"a\n\"", List.of("1:\"a\n\"")),
                Arguments.of("a,\"", List.of("1:a,\"" + UNCLOSED)),
                Arguments.of("a,\"b\nc\nd", List.of("1:a,\"b" + UNCLOSED, "2:c", "3:d")),
                Arguments.of("a,\"b\nc,\"d\",e\nf", List.of("1:a,\"b" + UNCLOSED, "2:c,\"d\",e", "3:f")),
                Arguments.of(
                        "\"a\n\"b\n\"c\nd", List.of("1:\"a" + UNCLOSED, "2:\"b" + UNCLOSED, "3:\"c" + UNCLOSED, "4:d")),
                Arguments.of("\"a\r\nb", List.of("1:\"a" + UNCLOSED, "2:b")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cutsAtLineEndsOutsideOfQuotationMarks(String text, List<String> records) throws IOException {
        assertThat(records(new ByteArrayInputStream(text.getBytes(UTF_8)), 1000))
                .isEqualTo(records);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void cutsTheSameWhenEachByteComesAlone(String text, List<String> records) throws IOException {
        assertThat(records(new Drip(text.getBytes(UTF_8), 1), 1000)).isEqualTo(records);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsARecordOfTheLongestAllowedLength(String lineEnd) throws IOException {
        String text = "a".repeat(10) + lineEnd + "b".repeat(10) + lineEnd + "c".repeat(10);
        assertThat(records(text, 10)).containsExactly("1:aaaaaaaaaa", "2:bbbbbbbbbb", "3:cccccccccc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void skipsTheRestOfALineThatIsTooLong(String lineEnd) throws IOException {
        String text = "a".repeat(11) + lineEnd + "b" + lineEnd + "c".repeat(5000) + lineEnd + lineEnd + "d";
        assertThat(records(text, 10))
                .containsExactly(
                        "1:aaaaaaaaaa (longer than 10 bytes)",
                        "2:b",
                        "3:cccccccccc (longer than 10 bytes)",
                        "4:",
                        "5:d");
    }

    @Test
    void skipsALineThatIsLongerThanTheBuffer() throws IOException {
        for (int length : new int[] {65_545, 65_546, 65_547, 200_000}) {
            String text = "a".repeat(length) + "\r\nb\r\n";
            assertThat(records(text, 10)).containsExactly("1:aaaaaaaaaa (longer than 10 bytes)", "2:b");
            assertThat(records("a".repeat(length), 10)).containsExactly("1:aaaaaaaaaa (longer than 10 bytes)");
        }
    }

    @Test
    void namesALongLineInUnitsThatPeopleUse() throws IOException {
        assertThat(records("a".repeat(70_000), 65_536).getFirst()).endsWith("(longer than 64 KiB)");
    }

    @Test
    void saysThatALineIsTooLongRatherThanThatItsQuotationMarkIsNotClosed() throws IOException {
        assertThat(records("\"" + "a".repeat(20) + "\"\nb", 10))
                .containsExactly("1:\"aaaaaaaaa (longer than 10 bytes)", "2:b");
    }

    @Test
    void takesOnlyTheFirstLineOfAQuotedFieldThatIsTooLong() throws IOException {
        assertThat(records("\"a\nbbbb\ncccc\nd\"\ne", 10))
                .containsExactly("1:\"a" + UNCLOSED, "2:bbbb", "3:cccc", "4:d\"", "5:e");
    }

    @Test
    void countsTheLinesOfARecordThatBecomesTooLongAfterItsQuotedLineEnds() throws IOException {
        assertThat(records("\"a\nb\",ccccccccc\nd", 10))
                .containsExactly("1:\"a\nb\",cccc (longer than 10 bytes)", "3:d");
    }

    @Test
    void doesNotCutACharacterOfALongLineInTwo() throws IOException {
        assertThat(records("aé€é€é€é€\nb", 10)).containsExactly("1:aé€é (longer than 10 bytes)", "2:b");
    }

    @Test
    void findsLineEndsAndQuotationMarksAtTheBordersOfItsBuffer() throws IOException {
        for (int before = 65_500; before < 65_560; before++) {
            String filler = ("x".repeat(9) + "\n").repeat(before / 10) + "y".repeat(before % 10) + "\n";
            var records = records(filler + "\"a\"\"b\r\nc\"\r\nd\r\n", 20);
            int line = before / 10 + 2;
            assertThat(records.subList(records.size() - 2, records.size()))
                    .as("after %s bytes", before)
                    .containsExactly(line + ":\"a\"\"b\r\nc\"", (line + 2) + ":d");
        }
    }

    @Test
    void cutsByTheSeparatorThatTheFileHas() throws IOException {
        var splitter = new RecordSplitter(new ByteArrayInputStream("a;\"b\nc\";d\ne".getBytes(UTF_8)), 100);
        splitter.separatedBy((byte) ';');
        assertThat(records(splitter)).containsExactly("1:a;\"b\nc\";d", "3:e");
    }

    private static List<String> records(String text, int maxRecord) throws IOException {
        return records(new ByteArrayInputStream(text.getBytes(UTF_8)), maxRecord);
    }

    private static List<String> records(InputStream in, int maxRecord) throws IOException {
        return records(new RecordSplitter(in, maxRecord));
    }

    private static List<String> records(RecordSplitter splitter) throws IOException {
        var records = new ArrayList<String>();
        for (var raw = splitter.next(); raw != null; raw = splitter.next()) {
            String fault = raw.fault() == null ? "" : " (" + raw.fault() + ")";
            records.add(raw.line() + ":" + new String(raw.bytes(), UTF_8) + fault);
        }
        return records;
    }
}
