package dev.muster.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of made-up devices.
 *
 * @param devices how many good ones
 * @param format the shape of the file
 * @param faults whether to add {@value #OF_EACH} rows of each kind of fault
 * @param seed the same seed gives the same devices; another gives other serial numbers
 */
public record Sample(long devices, Format format, boolean faults, long seed) {
    private static final int OF_EACH = 5;

    public Sample {
        if (devices < 1) {
            throw new IllegalArgumentException("a sample has at least one device");
        }
    }

    /** The same kind of file with only the first {@code count} of the good devices. */
    public Sample first(long count) {
        return new Sample(count, format, false, seed);
    }

    /** Writes the file, row by row. */
    public void write(Path file) throws IOException {
        try (var writer = Files.newBufferedWriter(file, UTF_8)) {
            write(writer);
        }
    }

    /** What must become of it when none of its devices is known yet. */
    public Outcomes expected() {
        return Outcomes.allRegistered(devices).plusFaults(faultsInOrder());
    }

    private void write(BufferedWriter writer) throws IOException {
        var fleet = new Fleet(seed);
        var ahead = faultsInOrder();
        int fault = 0;
        try (var csv = CsvWriter.builder().build(writer)) {
            csv.writeRecord(format.header());
            for (long n = 0; n < devices; n++) {
                csv.writeRecord(Fault.row(format, fleet.device(n)));
                while (fault < ahead.size() && n >= placeOf(fault, ahead.size())) {
                    csv.writeRecord(ahead.get(fault).row(format, fleet, devices + fault, fault % (n + 1)));
                    fault++;
                }
            }
        }
    }

    /** The number of the good device after which fault number {@code fault} of {@code all} stands: evenly spread. */
    private long placeOf(int fault, int all) {
        return Math.min(devices - 1, (fault + 1) * devices / (all + 1));
    }

    private List<Fault> faultsInOrder() {
        return faults
                ? Stream.generate(() -> Fault.values())
                        .limit(OF_EACH)
                        .flatMap(Stream::of)
                        .toList()
                : List.of();
    }
}
