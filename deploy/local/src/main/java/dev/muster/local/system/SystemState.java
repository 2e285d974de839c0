package dev.muster.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the supervisor says about itself and its processes in {@code state.json}, for the other commands and for the
 * next start should it be killed.
 *
 * @param supervisor the supervising process itself
 * @param ready whether everything has been ready once
 * @param processes in the order in which they are listed
 */
public record SystemState(Entry supervisor, boolean ready, List<Entry> processes) {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /**
     * One process.
     *
     * @param pid its id; 0 while it is between two lives
     * @param startedAt milliseconds since 1970, to tell it from a later process with the same id
     */
    public record Entry(String name, long pid, long startedAt, int port, boolean ready) {
        private static final long TOLERANCE_MILLIS = 2_000;

        static Entry of(String name, ProcessHandle process, int port, boolean ready) {
            return new Entry(name, process.pid(), startOf(process), port, ready);
        }

        /** The process, if it is still the one that was meant, and more than an entry that nobody has collected. */
        public Optional<ProcessHandle> running() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().command().isPresent())
                    .filter(handle -> Math.abs(startOf(handle) - startedAt) < TOLERANCE_MILLIS);
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
        }
    }

    public SystemState {
        processes = List.copyOf(processes);
    }

    /** Whether the supervisor is still there. */
    public boolean isSupervised() {
        return supervisor.running().isPresent();
    }

    /** The process of that name. */
    public Optional<Entry> process(String name) {
        return processes.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** The broker's address. */
    public String kafka() {
        return "127.0.0.1:" + port(Plan.KAFKA);
    }

    /** The database's address, with rights to everything. */
    public String jdbc() {
        return "jdbc:postgresql://127.0.0.1:" + port(Plan.POSTGRES) + "/muster?user=postgres";
    }

    /** The addresses of the services by name of process. */
    public Map<String, String> services() {
        var urls = new LinkedHashMap<String, String>();
        for (var process : processes) {
            if (!process.name().equals(Plan.KAFKA) && !process.name().equals(Plan.POSTGRES)) {
                urls.put(process.name(), "http://127.0.0.1:" + process.port());
            }
        }
        return urls;
    }

    /** Reads the file; empty where there is none, or none that can be read. */
    public static Optional<SystemState> read(Path file) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file, UTF_8), SystemState.class));
        } catch (NoSuchFileException | JsonProcessingException nothingThere) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file in one step: a reader sees the old or the new state, never half of one. */
    void write(Path file) {
        try {
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, JSON.writeValueAsString(this), UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int port(String name) {
        return process(name).map(Entry::port).orElse(0);
    }
}
