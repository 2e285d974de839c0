package dev.muster.ingest.upload;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import dev.muster.ingest.IngestConfig;
import dev.muster.runtime.problem.ProblemException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The body of a request as its sender had it before compression, with limits that hold while it is read. */
public final class Bodies {

    private static final int EXPANSION_BEGINS = 1024 * 1024;

    /** 8 MiB, what RFC 9659 allows a sender to ask of the memory of a receiver. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private Bodies() {}

    /** Opens a body; throws ProblemException where it cannot be read so, then or while it is read. */
    public static InputStream open(InputStream body, @Nullable String contentEncoding, IngestConfig config) {
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
        if (encoding.equals("identity") || encoding.isEmpty()) {
            return new Counted(compressed, limits);
        }
        try {
            return new Counted(new Decompressed(decompressed(compressed, encoding), compressed, encoding), limits);
        } catch (ZipException | EOFException e) {
            throw UploadProblems.notDecompressed(encoding);
        } catch (IOException e) {
            throw UploadProblems.interrupted(0);
        }
    }

    private static InputStream decompressed(InputStream compressed, String encoding) throws IOException {
        return switch (encoding) {
            case "gzip", "x-gzip" -> new GZIPInputStream(compressed, 64 * 1024);
            case "zstd" -> new ZstdInputStream(compressed).setLongMax(ZSTD_WINDOW_LOG);
            default -> throw UploadProblems.unsupportedEncoding(encoding);
        };
    }

    /** Tells damage from a client that went away, and an end from a body that may still go on. */
    private static final class Decompressed extends FilterInputStream {

        private final InputStream compressed;
        private final String encoding;

        Decompressed(InputStream in, InputStream compressed, String encoding) {
            super(in);
            this.compressed = compressed;
            this.encoding = encoding;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int read = super.read(into, offset, length);
                if (read < 0 && compressed.read() >= 0) {
                    throw UploadProblems.notDecompressed(encoding);
                }
                return read;
            } catch (ZipException | ZstdIOException | EOFException e) {
                throw UploadProblems.notDecompressed(encoding);
            }
        }
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

        /** Never says that nothing is left: until JDK 23, gzip believes it and drops what follows its first member. */
        @Override
        public int available() {
            return 1;
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
