package dev.muster.testing;

import dev.muster.model.hash.HardwareHashWriter;
import java.time.Instant;
import java.util.UUID;

/** Hardware hashes of devices that do not exist. */
public final class Hashes {

    private Hashes() {}

    /** A sound hash of that device, as if taken at one certain moment. */
    public static String of(String manufacturer, String model, String serialNumber) {
        return HardwareHashWriter.begin()
                .captured(Instant.parse("2026-01-31T08:00:00Z"), 0)
                .uuid(new UUID(serialNumber.hashCode(), manufacturer.hashCode()))
                .text(14, serialNumber)
                .text(16, manufacturer)
                .text(17, model)
                .toBase64();
    }
}
