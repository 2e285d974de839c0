package dev.muster.trials.faults.load;

import dev.muster.model.hash.HardwareHashWriter;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The devices that everybody wants: so few that they meet.
 *
 * @param size how many there are
 */
record Fleet(int size) {
    /** Spellings of one manufacturer each, which all mean the same. */
    private static final List<List<String>> MANUFACTURERS = List.of(
            List.of("Contoso", "CONTOSO", "contoso"),
            List.of("Dell Inc.", "dell", "DELL", "Dell Computer Corporation"),
            List.of("HP", "Hewlett-Packard", "hp inc."),
            List.of("Fabrikam Electric", "FABRIKAM  electric"),
            List.of("LENOVO", "Lenovo Group Limited", "lenovo"));

    private static final Instant FIRST_CAPTURE = Instant.parse("2026-01-05T08:00:00Z");
    private static final int PADDED_ONE_IN = 8;

    /** A device as somebody writes it down. */
    record Device(String manufacturer, String serialNumber) {}

    /** One of them, in some spelling. */
    Device any(SplittableRandom random) {
        return spelled(random.nextInt(size), random);
    }

    private Device spelled(int number, SplittableRandom random) {
        var spellings = MANUFACTURERS.get(number % MANUFACTURERS.size());
        var serial = "FT-%05d".formatted(number);
        return new Device(
                spellings.get(random.nextInt(spellings.size())),
                random.nextInt(4) == 0 ? serial.toLowerCase(Locale.ROOT) : serial.toUpperCase(Locale.ROOT));
    }

    /** A hardware hash of {@code device}: another text each time, as real ones are. */
    static String hash(Device device, SplittableRandom random) {
        var writer = HardwareHashWriter.begin()
                .captured(FIRST_CAPTURE.plusSeconds(random.nextInt(8_000_000)), 4)
                .uuid(new UUID(random.nextLong(), random.nextLong()))
                .text(14, device.serialNumber())
                .text(16, device.manufacturer())
                .text(17, "Model-1");
        return random.nextInt(PADDED_ONE_IN) == 0
                ? writer.toBase64()
                : Base64.getEncoder().encodeToString(writer.bytes());
    }
}
