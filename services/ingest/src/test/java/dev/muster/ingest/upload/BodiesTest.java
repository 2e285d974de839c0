package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.Limits;
import dev.muster.runtime.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final byte[] TEXT =
            "Serial Number,Hardware Hash\r\n".repeat(1000).getBytes(UTF_8);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", " Identity "})
    void readsWhatIsNotCompressed(String encoding) throws IOException {
        assertThat(read(TEXT, encoding, Limits.defaults())).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", " gzip "})
    void readsGzip(String encoding) throws IOException {
        assertThat(read(gzip(TEXT), encoding, Limits.defaults())).isEqualTo(TEXT);
    }

    @Test
    void readsZstd() throws IOException {
        assertThat(read(Zstd.compress(TEXT), "zstd", Limits.defaults())).isEqualTo(TEXT);
    }

    @Test
    void readsEachMemberOfAGzipAndEachFrameOfAZstdEvenIfTheNextOneIsStillUnderWay() throws IOException {
        var gzips = new SequenceInputStream(stalling(gzip(TEXT)), stalling(gzip(TEXT)));
        var zstds = new SequenceInputStream(stalling(Zstd.compress(TEXT)), stalling(Zstd.compress(TEXT)));
        assertThat(Bodies.open(gzips, "gzip", Limits.defaults()).readAllBytes()).hasSize(2 * TEXT.length);
        assertThat(Bodies.open(zstds, "zstd", Limits.defaults()).readAllBytes()).hasSize(2 * TEXT.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "nonsense"})
    void refusesOtherEncodings(String encoding) {
        assertProblem(TEXT, encoding, Limits.defaults(), "unsupported-encoding", 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void saysSoWhenTheBodyIsNotWhatTheHeaderSays(String encoding) {
        assertProblem(TEXT, encoding, Limits.defaults(), "unsupported-encoding", 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void saysSoWhenTheCompressedBodyIsCutOffOrDamaged(String encoding) throws IOException {
        byte[] whole = encoding.equals("gzip") ? gzip(TEXT) : Zstd.compress(TEXT);
        for (int length : new int[] {5, whole.length / 2, whole.length - 1}) {
            assertProblem(Arrays.copyOf(whole, length), encoding, Limits.defaults(), "unsupported-encoding", 415);
        }
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 20, (byte) 0xFF);
        assertProblem(damaged, encoding, Limits.defaults(), "unsupported-encoding", 415);
    }

    @Test
    void refusesAnEmptyBodyThatShouldBeGzip() {
        assertProblem(new byte[0], "gzip", Limits.defaults(), "unsupported-encoding", 415);
    }

    @ParameterizedTest
    @CsvSource({"identity,30000", "gzip,30000", "zstd,29999"})
    void stopsAtTheLimitOfBytes(String encoding, int limit) throws IOException {
        byte[] body = encoded(TEXT, encoding);
        assertThat(read(body, encoding, Limits.with("max-bytes", TEXT.length))).hasSize(TEXT.length);
        assertProblem(body, encoding, Limits.with("max-bytes", Math.min(limit, TEXT.length - 1)), "size-limit", 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void stopsABombLongBeforeItHasExpanded(String encoding) throws IOException {
        byte[] bomb = encoded(new byte[64 << 20], encoding);
        var body = Bodies.open(new ByteArrayInputStream(bomb), encoding, Limits.defaults());
        var read = new ByteArrayOutputStream();
        var problem = catchThrowableOfType(ProblemException.class, () -> body.transferTo(read));
        assertThat(problem.problem().type()).hasToString("urn:muster:problem:expansion-limit");
        assertThat(problem.problem().status()).isEqualTo(413);
        assertThat(read.size()).isLessThan(32 << 20);
    }

    @Test
    void takesAFileThatCompressesWellForWhatItIs() throws IOException {
        byte[] text = "0,".repeat(1 << 20).getBytes(UTF_8);
        var limits = Limits.of(Map.of("max-expansion", 2000));
        assertThat(read(gzip(text), "gzip", limits)).hasSize(text.length);
        assertThat(read(gzip(Arrays.copyOf(text, 1 << 20)), "gzip", Limits.with("max-expansion", 2)))
                .as("small things may grow")
                .hasSize(1 << 20);
    }

    @Test
    void hidesNothingWhenTheClientGoesAway() throws IOException {
        byte[] whole = gzip(TEXT);
        for (int arrived : new int[] {20, whole.length}) {
            var body = new SequenceInputStream(new ByteArrayInputStream(whole, 0, arrived), gone());
            assertThatThrownBy(
                            () -> Bodies.open(body, "gzip", Limits.defaults()).readAllBytes())
                    .as("after %s bytes", arrived)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("Connection was closed");
        }
        assertThatThrownBy(() -> Bodies.open(gone(), "gzip", Limits.defaults()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("upload-interrupted");
    }

    private static void assertProblem(byte[] body, String encoding, IngestConfig limits, String name, int status) {
        var problem = catchThrowableOfType(ProblemException.class, () -> read(body, encoding, limits))
                .problem();
        assertThat(problem.type()).hasToString("urn:muster:problem:" + name);
        assertThat(problem.status()).isEqualTo(status);
    }

    private static byte[] read(byte[] body, String encoding, IngestConfig limits) throws IOException {
        try (var in = Bodies.open(new ByteArrayInputStream(body), encoding, limits)) {
            return in.readAllBytes();
        }
    }

    private static byte[] encoded(byte[] text, String encoding) throws IOException {
        return switch (encoding) {
            case "gzip" -> gzip(text);
            case "zstd" -> Zstd.compress(text);
            default -> text;
        };
    }

    private static byte[] gzip(byte[] text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }

    /** Bytes of which the connection cannot tell whether more will come. */
    private static InputStream stalling(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    private static InputStream gone() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection was closed");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("Connection was closed");
            }
        };
    }
}
