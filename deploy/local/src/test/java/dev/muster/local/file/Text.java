package dev.muster.local.file;

import dev.muster.model.hash.HardwareHashWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Files and hashes for tests. */
final class Text {
    static final UUID SMBIOS = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private Text() {}

    static String hash(String manufacturer, String model, String serialNumber) {
        return HardwareHashWriter.begin()
                .captured(Instant.parse("2026-01-31T08:00:00Z"), 0)
                .uuid(SMBIOS)
                .text(14, serialNumber)
                .text(16, manufacturer)
                .text(17, model)
                .toBase64();
    }

    static Path file(Path directory, String name, Charset charset, String... lines) throws Exception {
        return Files.write(directory.resolve(name), String.join("\n", lines).getBytes(charset));
    }

    static Path file(Path directory, String name, String... lines) throws Exception {
        return file(directory, name, StandardCharsets.UTF_8, lines);
    }
}
