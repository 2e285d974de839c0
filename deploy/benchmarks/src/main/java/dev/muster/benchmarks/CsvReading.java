package dev.muster.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingest.csv.CsvFile;
import dev.muster.ingest.csv.CsvRecord;
import dev.muster.ingest.csv.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Reading a file of 1,000 rows with a hash of 4,000 characters each; the figure is rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CsvReading {
    private static final int ROWS = 1_000;
    private static final int LONGEST = 64 * 1024;
    private static final String HEADER = "Manufacturer,Model,Serial Number,Hardware Hash\r\n";

    /** As PowerShell 7, Excel with quotation marks, and Windows PowerShell 5.1 write it. */
    @Param({"plain", "quoted", "utf16"})
    private String form = "plain";

    private byte[] file = {};

    @Setup
    public void prepare() {
        String text = HEADER
                + IntStream.range(0, ROWS)
                        .mapToObj(n -> "quoted".equals(form) ? quoted(n) : Devices.line(n))
                        .collect(Collectors.joining("\r\n"));
        file = "utf16".equals(form) ? ("\uFEFF" + text).getBytes(UTF_16LE) : text.getBytes(UTF_8);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void parseRecord(Blackhole seen) throws IOException {
        var csv = CsvFile.open(new ByteArrayInputStream(file), LONGEST);
        var header = Objects.requireNonNull(
                Header.read(Objects.requireNonNull(csv.next()).text(), Header.OF_REGISTRATIONS));
        csv.separatedBy(header.separator());
        @Nullable CsvRecord record = csv.next();
        while (record != null) {
            seen.consume(header.columns(record.cells()));
            record = csv.next();
        }
    }

    private static String quoted(int n) {
        return '"' + Devices.line(n).replace(",", "\",\"") + '"';
    }
}
