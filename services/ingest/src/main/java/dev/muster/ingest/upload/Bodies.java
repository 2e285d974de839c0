package dev.muster.ingest.upload;

import com.github.luben.zstd.ZstdInputStream;
import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The body of a request as its sender had it before compression, with limits that hold while it is read. */
final class Bodies {

    private static final int EXPANSION_BEGINS = 1024 * 1024;

    private Bodies() {}

    static InputStream open(InputStream body, @Nullable String contentEncoding, IngestConfig config)
            throws IOException {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        var compressed = new Counted(body, bytes -> null);
        long limit = config.maxBytes().asLongValue();
        int ratio = config.maxExpansion();
        LongFunction<@Nullable ProblemException> limits = bytes -> {
            if (bytes > limit) {
                return UploadProblems.tooManyBytes(limit);
            }
            return bytes > EXPANSION_BEGINS && bytes / ratio > compressed.count
                    ? UploadProblems.expandsTooMuch(ratio)
                    : null;
        };
        return switch (encoding) {
            case "identity", "" -> new Counted(compressed, limits);
            case "gzip", "x-gzip" -> new Counted(new GZIPInputStream(compressed, 64 * 1024), limits);
            case "zstd" -> new Counted(new ZstdInputStream(compressed), limits);
            default -> throw UploadProblems.unsupportedEncoding(encoding);
        };
    }

    /** Counts what is read, and stops with the problem that the count makes. */
    private static final class Counted extends FilterInputStream {

        private final LongFunction<@Nullable ProblemException> limits;
        private long count;

        Counted(InputStream in, LongFunction<@Nullable ProblemException> limits) {
            super(in);
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            ProblemException problem = limits.apply(count);
            if (problem != null) {
                throw problem;
            }
            return read;
        }
    }
}
