package dev.muster.local.file;

import dev.muster.ingest.csv.CsvFile;
import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.ingest.csv.NotTextException;
import dev.muster.local.screen.Screen;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of devices, read row by row as the importer reads it: any of its formats, encodings and separators. */
public final class DeviceFile implements AutoCloseable {
    private final InputStream bytes;
    private final CsvFile csv;
    private final Header header;

    private DeviceFile(InputStream bytes, CsvFile csv, Header header) {
        this.bytes = bytes;
        this.csv = csv;
        this.header = header;
    }

    /** Opens a file; refuses one that is no file of devices, in the importer's words. */
    public static DeviceFile open(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new UserError(path + " is a directory, not a file of devices");
        }
        var bytes = Files.newInputStream(path);
        try {
            var csv = CsvFile.open(bytes, CsvFile.LONGEST_RECORD);
            return new DeviceFile(bytes, csv, header(path, csv));
        } catch (NotTextException e) {
            bytes.close();
            throw new UserError(path + ": " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    public Header header() {
        return header;
    }

    /** The next row that is not blank, or null after the last. */
    public @Nullable Row next() throws IOException {
        CsvRecord record = csv.next();
        while (record != null && header.isBlank(record)) {
            record = csv.next();
        }
        if (record == null) {
            return null;
        }
        var cells = record.cells();
        return new Row(record.line(), cells, record.fault() != null ? record.fault() : header.misfit(cells));
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private static Header header(Path path, CsvFile csv) throws IOException {
        CsvRecord first = csv.next();
        while (first != null && first.isBlank()) {
            first = csv.next();
        }
        if (first == null) {
            throw new UserError(path + ": The file is empty. " + Header.expected());
        }
        Header header = first.fault() != null ? null : Header.read(first.text(), Header.OF_REGISTRATIONS);
        if (header == null) {
            String found = first.text().lines().findFirst().orElse("");
            throw new UserError("%s: The header is not one of a file of devices: %s"
                    .formatted(path, Header.unlike(first.line(), Screen.plain(found, 200))));
        }
        csv.separatedBy(header.separator());
        return header;
    }
}
