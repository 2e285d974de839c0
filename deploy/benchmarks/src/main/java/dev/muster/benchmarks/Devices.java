package dev.muster.benchmarks;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Devices with hashes of the size that real ones have: about 1,000 bytes of records, padded to 4,000 characters. */
final class Devices {
    /** Enough for no branch to be learned by heart, few enough for the cache. */
    static final int COUNT = 64;

    private static final String[][] MAKES = {
        {"Dell Inc.", "Latitude 5440"}, {"LENOVO", "21HMCTO1WW"}, {"HP", "HP EliteBook 840 14 inch G10 Notebook PC"}
    };
    private static final int[] BINARY_RECORDS = {24, 12, 48, 21, 12, 40, 30, 30, 30, 20, 5, 42, 52, 256};
    private static final Instant CAPTURED = Instant.parse("2026-01-31T08:00:00Z");

    private Devices() {}

    static String manufacturer(int n) {
        return MAKES[n % MAKES.length][0];
    }

    static String model(int n) {
        return MAKES[n % MAKES.length][1];
    }

    static String serialNumber(int n) {
        return "PF%06dX".formatted(n * 7919);
    }

    static String hash(int n) {
        var random = new SplittableRandom(n);
        var writer = HardwareHashWriter.begin().captured(CAPTURED.plusSeconds(n), 4);
        for (int length : BINARY_RECORDS) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            writer.record(40 + length, data);
        }
        writer.uuid(new UUID(random.nextLong(), random.nextLong()));
        writer.text(14, serialNumber(n)).text(15, "Firmware Vendor").text(16, manufacturer(n));
        writer.text(17, model(n)).text(18, "SKU-0A1B").text(19, "Family").text(20, manufacturer(n));
        writer.text(21, "Board 0A1B").text(22, "A01").text(23, "1.12").text(24, "3300000000000");
        return writer.toBase64();
    }

    /** The line of a file in the documented format. */
    static String line(int n) {
        return String.join(",", manufacturer(n), model(n), serialNumber(n), hash(n));
    }

    static DeviceSubmitted submitted(int n) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("Manufacturer", manufacturer(n));
        columns.put("Model", model(n));
        columns.put("Serial Number", serialNumber(n));
        columns.put("Hardware Hash", null);
        return new DeviceSubmitted(
                new SubmissionId(new UUID(0x0192f3a4_0000_7000L, n), 1, n + 2),
                "contoso",
                null,
                DeviceId.of(manufacturer(n), serialNumber(n)),
                manufacturer(n),
                model(n),
                serialNumber(n),
                null,
                null,
                "PO-1001",
                null,
                CAPTURED,
                "ann",
                columns,
                hash(n));
    }
}
