package dev.muster.trials.system;

import dev.muster.local.sample.Format;
import dev.muster.local.sample.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Files of devices that nobody has registered yet, each with a hardware hash of 4,000 characters.
 *
 * @param directory where they are made
 * @param seeds gives each file devices of its own; the same first seed makes the same files again
 */
public record Load(Path directory, AtomicLong seeds) {
    public Load(Path directory) {
        this(directory, new AtomicLong(1));
    }

    /** Makes a file of {@code devices} rows. */
    public Path file(long devices) throws IOException {
        Files.createDirectories(directory);
        long seed = seeds.getAndIncrement();
        var file = directory.resolve("devices-%d-%d.csv".formatted(devices, seed));
        new Sample(devices, Format.SELF, false, seed).write(file);
        return file;
    }
}
