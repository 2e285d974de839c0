package dev.muster.ingest.upload;

import dev.muster.ingest.IngestConfig;
import dev.muster.ingest.csv.CsvFile;
import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.csv.NotTextException;
import dev.muster.model.event.Field;
import dev.muster.model.event.Warning;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of an upload in chunks, one chunk in memory at a time. */
final class ChunkReader {

    /** More of them help nobody, and an event has to hold them. */
    private static final int MOST_WARNINGS = 100;

    /** Bytes; each row's event repeats the names, and has to stay below what the broker takes. */
    private static final int LONGEST_HEADER = 16 * 1024;

    private final Source.Sequence sources;
    private final Set<Field> known;
    private final IngestConfig config;
    private final List<String> fileNames = new ArrayList<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();
    private @Nullable CsvFile current;
    private @Nullable Header header;
    private @Nullable Chunk ahead;
    private int file;
    private int rows;

    ChunkReader(Source.Sequence sources, Set<Field> known, IngestConfig config) {
        this.sources = sources;
        this.known = known;
        this.config = config;
    }

    /** Whether there is no row at all, of what is still to be read. */
    boolean isEmpty() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        return ahead == null;
    }

    /** The next chunk, or null at the end; throws ProblemException where a file cannot be read at all. */
    @Nullable
    Chunk next() throws IOException {
        Chunk next = ahead != null ? ahead : read();
        ahead = null; // or it would stay in memory as long as the upload does
        return next;
    }

    private @Nullable Chunk read() throws IOException {
        while (current != null || openNext()) {
            Chunk chunk = readChunk();
            if (chunk != null) {
                return chunk;
            }
            current = null;
        }
        return null;
    }

    /** Of the files begun so far, those that have one. */
    List<String> fileNames() {
        return List.copyOf(fileNames);
    }

    /** What was put up with so far. */
    List<Warning> warnings() {
        return Stream.concat(warnings.stream(), sources.warnings().stream())
                .distinct()
                .limit(MOST_WARNINGS)
                .toList();
    }

    private boolean openNext() throws IOException {
        Source source = sources.next();
        if (source == null) {
            return false;
        }
        if (file++ == config.maxFiles()) {
            throw UploadProblems.tooManyFiles(config.maxFiles());
        }
        if (source.name() != null && !source.name().isEmpty()) {
            fileNames.add(source.name());
        }
        try {
            current = CsvFile.open(
                    source.bytes(), Math.toIntExact(config.maxRecord().asLongValue()));
        } catch (NotTextException e) {
            throw UploadProblems.notText(UploadProblems.inFile(file) + e.getMessage());
        }
        header = readHeader(current);
        header.warnings().stream()
                .limit(Math.max(0, MOST_WARNINGS - warnings.size()))
                .forEach(warnings::add);
        return true;
    }

    private Header readHeader(CsvFile csv) throws IOException {
        CsvRecord first = csv.next();
        while (first != null && first.isBlank()) {
            first = csv.next();
        }
        if (first == null) {
            throw UploadProblems.empty(UploadProblems.inFile(file) + "The file is empty. " + Header.expected());
        }
        boolean readable = first.fault() == null && first.bytes().length <= LONGEST_HEADER;
        Header read = readable ? Header.read(first.text(), known) : null;
        if (read == null) {
            throw UploadProblems.unknownHeader(
                    file, first.line(), first.text().lines().findFirst().orElse(""));
        }
        csv.separatedBy(read.separator());
        return read;
    }

    private @Nullable Chunk readChunk() throws IOException {
        if (current == null || header == null) {
            return null;
        }
        var records = new ArrayList<CsvRecord>();
        long room = config.chunkBytes().asLongValue();
        while (records.size() < config.chunkRows() && room > 0) {
            CsvRecord record = current.next();
            if (record == null) {
                break;
            }
            if (!header.isBlank(record)) {
                records.add(record);
                room -= record.bytes().length;
            }
        }
        rows += records.size();
        if (rows > config.maxRows()) {
            throw UploadProblems.tooManyRows(config.maxRows());
        }
        return records.isEmpty() ? null : new Chunk(file, header, records);
    }
}
