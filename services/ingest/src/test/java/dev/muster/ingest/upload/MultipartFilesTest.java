package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.Limits;
import dev.muster.model.event.Warning;
import dev.muster.runtime.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFilesTest {

    private static final IngestConfig TINY = Limits.with("look-ahead", 10);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 8, 9, 10, 11, 12, 100_000})
    void givesFilesOneAfterTheOther(int lookAhead) throws IOException {
        var form = form().file("a.csv", "first\r\n").file("b.csv", "--x\r\n--").file("c.csv", "");
        var files = open(form, Limits.with("look-ahead", lookAhead));
        assertThat(texts(files)).containsExactly("a.csv:first\r\n", "b.csv:--x\r\n--", "c.csv:");
        assertThat(files.next()).isNull();
        assertThat(files.warnings()).isEmpty();
    }

    @Test
    void takesFieldsBeforeTheFiles() throws IOException {
        var files =
                open(form().field("orderId", "PO é").field("purchaseId", "7").file("a", "a".repeat(100)), TINY);
        assertThat(texts(files)).hasSize(1);
        assertThat(files.field("orderId")).isEqualTo("PO é");
        assertThat(files.field("purchaseId")).isEqualTo("7");
        assertThat(files.warnings()).isEmpty();
    }

    @Test
    void takesFieldsAfterTheFilesOfASmallUploadBeforeTheFirstRowIsRead() throws IOException {
        var files = open(form().file("a", "12345").field("orderId", "PO-1").file("b", "1234"), TINY);
        assertThat(files.next()).isNotNull();
        assertThat(files.field("orderId")).isEqualTo("PO-1");
        assertThat(texts(files)).containsExactly("b:1234");
    }

    @Test
    void namesFieldsThatComeTooLate() throws IOException {
        var files = open(form().file("a", "12345").file("b", "123456").field("orderId", "PO-1"), TINY);
        assertThat(texts(files)).containsExactly("a:12345", "b:123456");
        assertThat(files.field("orderId")).isNull();
        assertThat(files.warnings())
                .containsExactly(new Warning(
                        "late-field", "Field 'orderId' ignored: in a large upload it has to come before the files"));
    }

    @Test
    void skipsWhatIsLeftOfAFile() throws IOException {
        var files = open(
                form().file("a", "1".repeat(500_000))
                        .file("b", "2".repeat(500_000))
                        .file("c", "3"),
                TINY);
        assertThat(files.next().bytes().read()).isEqualTo('1');
        assertThat(files.next().bytes().read()).isEqualTo('2');
        assertThat(texts(files)).containsExactly("c:3");
    }

    @Test
    void namesPartsThatItIgnores() throws IOException {
        var files = open(
                form().field("note", "x")
                        .part("filename=\"no-name\"", new byte[0])
                        .part("name", new byte[0])
                        .file("a", "1"),
                TINY);
        assertThat(texts(files)).containsExactly("a:1");
        assertThat(files.warnings())
                .containsExactly(
                        new Warning("extra-part", "Part 'note' ignored"),
                        new Warning("extra-part", "Part '' ignored"),
                        new Warning("extra-part", "Part '' ignored"));
    }

    @Test
    void passesOverAFieldOfAFormInWhichNoFileWasChosen() throws IOException {
        var files = open(form().file("", "").part("name=file", "named".getBytes(UTF_8)), TINY);
        assertThat(texts(files)).containsExactly("null:named");
    }

    @Test
    void readsFileNamesInUtf8() throws IOException {
        assertThat(texts(open(form().file("Geräte; neu.csv", ""), TINY))).containsExactly("Geräte; neu.csv:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no parts", "--other\r\n\r\n\r\n--other--\r\n", "--x--\r\n"})
    void findsNoFileInABodyWithoutParts(String body) {
        assertProblem(
                files(new ByteArrayInputStream(body.getBytes(UTF_8)), "multipart/form-data; boundary=x"), "empty");
    }

    @Test
    void findsNoFileAmongFields() {
        assertProblem(open(form().field("orderId", "1").file("", ""), TINY), "empty-upload");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary"})
    void asksForTheBoundary(String contentType) {
        assertThatThrownBy(() -> files(InputStream.nullInputStream(), contentType))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("boundary");
    }

    @Test
    void readsAQuotedBoundary() throws IOException {
        var body = new ByteArrayInputStream(
                FormBody.withBoundary("a b;c").file("f", "1").bytes());
        assertThat(texts(files(body, "Multipart/Form-Data; charset=utf-8; Boundary=\"a b;c\"")))
                .containsExactly("f:1");
    }

    @Test
    void refusesEndlessHeadersOfAPart() {
        assertProblem(open(form().file("a".repeat(10_000), "1"), TINY), "invalid-parameter");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100_000})
    void doesNotTakeABodyThatBreaksOffForOneThatEnds(int lookAhead) {
        var form = form().file("a", "12345").file("b", "1234567890");
        byte[] unended = form.unended();
        for (int length = unended.length - 5; length <= unended.length; length++) {
            var files = files(
                    new ByteArrayInputStream(unended, 0, length),
                    form.contentType(),
                    Limits.with("look-ahead", lookAhead));
            assertThatThrownBy(() -> texts(files)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void takesFieldsAfterAsManyFilesAsThereMayBe() throws IOException {
        var files = open(form().file("a", "").file("b", "1").field("orderId", "PO-1"), Limits.with("max-files", 2));
        assertThat(files.next()).isNotNull();
        assertThat(files.field("orderId")).isEqualTo("PO-1");
        assertThat(texts(files)).containsExactly("b:1");
    }

    @Test
    void looksThroughNoMoreFilesThanThereMayBe() {
        var form = form();
        for (int i = 0; i < 10_000; i++) {
            form.file("a", "");
        }
        var body = new ByteArrayInputStream(form.bytes());
        var files = files(body, form.contentType(), Limits.with("max-files", 10));
        var problem = catchThrowableOfType(ProblemException.class, files::next).problem();
        assertThat(problem.type()).hasToString("urn:muster:problem:row-limit");
        assertThat(problem.status()).isEqualTo(413);
        assertThat(body.available()).as("left unread").isPositive();
    }

    @Test
    void doesNotKeepWhatItHasGiven() throws IOException {
        var endless = new SequenceInputStream(
                new ByteArrayInputStream("--x\r\nContent-Disposition: form-data; name=file\r\n\r\n".getBytes(UTF_8)),
                new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                });
        var file = files(endless, "multipart/form-data; boundary=x", Limits.defaults())
                .next();
        assertThat(file.bytes().skip(50 << 20)).isEqualTo(50 << 20);
    }

    private static FormBody form() {
        return FormBody.withBoundary("x");
    }

    private static MultipartFiles open(FormBody form, IngestConfig limits) {
        return files(new ByteArrayInputStream(form.bytes()), form.contentType(), limits);
    }

    private static MultipartFiles files(InputStream body, String contentType) {
        return files(body, contentType, TINY);
    }

    private static MultipartFiles files(InputStream body, String contentType, IngestConfig limits) {
        return new MultipartFiles(body, contentType, limits);
    }

    private static void assertProblem(MultipartFiles files, String name) {
        var problem = catchThrowableOfType(ProblemException.class, () -> texts(files));
        assertThat(problem).hasMessageStartingWith(name);
        assertThat(problem.problem().status()).isEqualTo(400);
    }

    private static List<String> texts(MultipartFiles files) throws IOException {
        var texts = new ArrayList<String>();
        for (var file = files.next(); file != null; file = files.next()) {
            texts.add(file.name() + ":" + new String(file.bytes().readAllBytes(), UTF_8));
        }
        return texts;
    }
}
