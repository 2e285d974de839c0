package dev.muster.benchmarks;

import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.hash.HardwareHashDecoder;
import dev.muster.model.hash.HashReading;
import dev.muster.model.identity.DeviceId;
import dev.muster.validator.validation.Validation;
import dev.muster.validator.validation.Verdict;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done for each device: decode, validate, identify, write and read the event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Functions {
    private final Validation validation =
            new Validation(List.of("Default string", "To be filled by O.E.M.", "System Serial Number", "None", "0"));
    private final String[] hashes = new String[Devices.COUNT];
    private final DeviceSubmitted[] rows = new DeviceSubmitted[Devices.COUNT];
    private final byte[][] events = new byte[Devices.COUNT][];
    private int next;

    @Setup
    public void prepare() {
        IntStream.range(0, Devices.COUNT).forEach(n -> {
            hashes[n] = Devices.hash(n);
            rows[n] = Devices.submitted(n);
            events[n] = EventJson.write(rows[n]);
        });
        for (var row : rows) {
            if (!(validation.validate(row) instanceof Verdict.Valid)) {
                throw new IllegalStateException("a device that is not valid measures the wrong thing");
            }
        }
    }

    @Benchmark
    public HashReading decode() {
        return HardwareHashDecoder.decode(hashes[turn()]);
    }

    /** What the validator does with a row: it decodes the hash, and judges. */
    @Benchmark
    public Verdict decodeAndValidate() {
        return validation.validate(rows[turn()]);
    }

    @Benchmark
    public UUID deviceId() {
        int n = turn();
        return DeviceId.of(String.valueOf(rows[n].manufacturer()), String.valueOf(rows[n].serialNumber()));
    }

    @Benchmark
    public byte[] writeSubmitted() {
        return EventJson.write(rows[turn()]);
    }

    @Benchmark
    public Event readSubmitted() {
        return EventJson.read(events[turn()]);
    }

    private int turn() {
        next = (next + 1) % Devices.COUNT;
        return next;
    }
}
