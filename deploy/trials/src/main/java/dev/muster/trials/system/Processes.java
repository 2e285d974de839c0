package dev.muster.trials.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.local.system.SystemState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What processes have cost, as the operating system counts it; Linux only. */
public final class Processes {
    /** This process: what sends the files and watches. */
    public static final String LOAD = "load";

    /** The kernel's clock for user space, on every platform that Linux runs on today. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int FIELDS_BEFORE_TIMES = 11;

    private Processes() {}

    /** The processes of a system by name, and this one as {@value #LOAD}. */
    public static Map<String, Long> of(SystemState state) {
        var pids = new LinkedHashMap<String, Long>();
        state.processes().forEach(process -> pids.put(process.name(), process.pid()));
        pids.put(LOAD, ProcessHandle.current().pid());
        return pids;
    }

    /** CPU time that each has used since it began, with its children's, in microseconds. */
    public static Map<String, Long> cpuMicros(Map<String, Long> pids) {
        var micros = new LinkedHashMap<String, Long>();
        pids.forEach((name, pid) -> micros.put(name, withChildren(name, pid)));
        return micros;
    }

    /** Peak resident memory of each, in bytes; of the database that of all its processes, counting shared pages once. */
    public static Map<String, Long> peakBytes(Map<String, Long> pids) {
        var peaks = new LinkedHashMap<String, Long>();
        pids.forEach((name, pid) -> peaks.put(name, peak(name, pid)));
        return peaks;
    }

    /** The CPU ticks in a line of {@code /proc/PID/stat}: of the process itself, and those of its children that have ended. */
    static long ticks(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIELDS_BEFORE_TIMES; i < FIELDS_BEFORE_TIMES + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    /** The number of kB in the line of {@code status} that begins with {@code name}; empty where there is none. */
    static OptionalLong kilobytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    private static long withChildren(String name, long pid) {
        return tree(name, pid)
                .mapToLong(one -> ticks(read(one, "stat", "0 () S" + " 0".repeat(20))) * MICROS_PER_TICK)
                .sum();
    }

    private static long peak(String name, long pid) {
        long own = kilobytes(read(pid, "status", ""), "VmHWM").orElse(0);
        long children = tree(name, pid)
                .filter(one -> one != pid)
                .mapToLong(
                        one -> kilobytes(read(one, "smaps_rollup", ""), "Pss").orElse(0))
                .sum();
        return (own + children) * 1024;
    }

    /** A process with its children; of this one without them, for they are the system that it has started. */
    private static Stream<Long> tree(String name, long pid) {
        var children = LOAD.equals(name)
                ? Stream.<ProcessHandle>empty()
                : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return Stream.concat(Stream.of(pid), children.map(ProcessHandle::pid));
    }

    private static String read(long pid, String file, String whenGone) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file), UTF_8);
        } catch (IOException gone) {
            return whenGone;
        }
    }
}
