package dev.muster.ingest;

import dev.muster.ingest.csv.CsvFile;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The limits of the write side. */
@ConfigMapping(prefix = "muster.ingest")
public interface IngestConfig {

    /** The longest record of a file; a longer one is a malformed row. */
    @WithDefault("" + CsvFile.LONGEST_RECORD)
    MemorySize maxRecord();

    /** Rows that one upload may have. */
    @WithDefault("5000000")
    int maxRows();

    /** Bytes that one upload may have, after decompression. */
    @WithDefault("32G")
    MemorySize maxBytes();

    /** How many times its compressed size an upload may grow to. */
    @WithDefault("200")
    int maxExpansion();

    /** Uploads that one tenant may have under way at once. */
    @WithDefault("20")
    int maxUploads();

    /** Rows of an upload that go as they come; those after them keep to the pace of the stages. */
    @WithDefault("1000")
    int unpacedRows();

    /** How long a row may be on its way through the stages before large uploads wait. */
    @WithDefault("600ms")
    Duration through();

    /** Rows of a chunk: what is hashed, stored and produced as one. */
    @WithDefault("1000")
    int chunkRows();

    /** Bytes at which a chunk is full, however few rows it has. */
    @WithDefault("4M")
    MemorySize chunkBytes();

    /** Files that one upload may have. */
    @WithDefault("500")
    int maxFiles();

    /** How far into the files of a multipart upload fields are looked for that come after them. */
    @WithDefault("2M")
    MemorySize lookAhead();

    /** How long an upload whose process has gone counts as being read. */
    @WithDefault("10s")
    Duration lease();

    /** How long an Idempotency-Key is remembered. */
    @WithDefault("7d")
    Duration keyKept();

    /** How long a manifest is answered for. */
    @WithDefault("90d")
    Duration manifestKept();
}
