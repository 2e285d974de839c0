package dev.muster.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingest.csv.CsvFile;
import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import dev.muster.model.event.Field;
import dev.muster.runtime.caller.Caller;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.testing.Hashes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What the tests of uploads are made of. */
public final class Samples {

    public static final String HEADER = "Manufacturer,Model,Serial Number,Hardware Hash\r\n";
    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    public static final UUID REGISTRATION = UUID.fromString("0192f3a4-0000-7000-8000-000000000001");

    private Samples() {}

    public static Upload upload() {
        return new Upload(
                REGISTRATION,
                Kind.REGISTRATION,
                new Caller("contoso", "fabrikam", "ann"),
                1,
                "key",
                "PO-1",
                "purchase-1",
                NOON,
                TraceParent.fresh(),
                0);
    }

    static UploadRequest request(String key, String orderId, String purchaseId) {
        return new UploadRequest(new Caller("contoso", null, "ann"), key, orderId, purchaseId, TraceParent.fresh());
    }

    /** A file of format A with rows from {@code first} to {@code last}, each a device of its own. */
    public static String csv(int first, int last) {
        var csv = new StringBuilder(HEADER);
        for (int i = first; i <= last; i++) {
            csv.append("Contoso,Model-1,SN-").append(i).append(",\r\n");
        }
        return csv.toString();
    }

    /** A row of format A with a sound hash. */
    public static String hashed(String serialNumber) {
        return "Contoso,Model-1," + serialNumber + "," + Hashes.of("Contoso", "Model-1", serialNumber) + "\r\n";
    }

    /** The one chunk of a text. */
    public static Chunk chunk(String csv) {
        return chunk(csv, Header.OF_REGISTRATIONS);
    }

    /** The one chunk of a text whose columns are read as those. */
    public static Chunk chunk(String csv, Set<Field> known) {
        try {
            var file = CsvFile.open(new ByteArrayInputStream(csv.getBytes(UTF_8)), 64 * 1024);
            var header = Objects.requireNonNull(
                    Header.read(Objects.requireNonNull(file.next()).text(), known));
            file.separatedBy(header.separator());
            var records = new ArrayList<CsvRecord>();
            for (var record = file.next(); record != null; record = file.next()) {
                records.add(record);
            }
            return new Chunk(1, header, records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
