package dev.muster.trials.speed;

import dev.muster.trials.system.Figures;
import dev.muster.trials.system.Processes;
import dev.muster.trials.system.Sizes;
import dev.muster.trials.system.TrialSystem;
import dev.muster.trials.system.Uploaded;
import dev.muster.trials.system.Uploading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A running system and the floor beside it, on which rounds are run; each round's outcome is compared row by row. */
final class Bench implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final TrialSystem system;
    private final FloorProcess floor;
    private long already;
    private int runs;

    Bench(TrialSystem system) throws IOException {
        this.system = system;
        this.floor = FloorProcess.start(system.state());
    }

    TrialSystem system() {
        return system;
    }

    /** Work that is measured. */
    private interface Work {
        Duration run() throws Exception;
    }

    /** All files at once through the services, each for an organization of its own. */
    Round product(List<Path> files, boolean cold) throws Exception {
        runs++;
        var round = measured(Round.PRODUCT, cold, files, () -> upload(files));
        for (int i = 0; i < files.size(); i++) {
            Uploaded.demandAllRegistered(system.services(tenant(i)), tenant(i), Uploaded.devices(files.get(i)));
        }
        already += round.devices();
        return round;
    }

    /** All files, one after the other, through the floor. */
    Round floor(List<Path> files, boolean cold) throws Exception {
        runs++;
        var round = measured(Round.FLOOR, cold, files, () -> {
            var took = Duration.ZERO;
            for (var file : files) {
                took = took.plus(floor.run(run(), file));
            }
            return took;
        });
        floor.demandAllReady(run(), devices(files));
        return round;
    }

    /** The most memory that each process has had so far. */
    Map<String, Long> peakBytes() {
        return Processes.peakBytes(pids());
    }

    private Duration upload(List<Path> files) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(files.size())) {
            var uploads = new ArrayList<Future<Uploading.Timing>>();
            for (int i = 0; i < files.size(); i++) {
                var services = system.services(tenant(i));
                var file = files.get(i);
                uploads.add(threads.submit(() -> Uploading.run(services, file, LOOK)));
            }
            for (var upload : uploads) {
                upload.get();
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Round measured(String who, boolean cold, List<Path> files, Work work) throws Exception {
        long devices = devices(files).size();
        var cpu = Processes.cpuMicros(pids());
        var topics = Sizes.topics(system.state());
        var tables = Sizes.tables(system.state());
        double seconds = work.run().toNanos() / 1e9;
        return new Round(
                who,
                cold,
                devices,
                already,
                seconds,
                Figures.growth(cpu, Processes.cpuMicros(pids()), devices),
                Figures.growth(topics, Sizes.topics(system.state()), devices),
                Figures.growth(tables, Sizes.tables(system.state()), devices));
    }

    private Map<String, Long> pids() {
        var pids = new LinkedHashMap<>(Processes.of(system.state()));
        pids.put(Round.FLOOR, floor.pid());
        return pids;
    }

    private static Set<UUID> devices(List<Path> files) throws IOException {
        var all = new HashSet<UUID>();
        for (var file : files) {
            all.addAll(Uploaded.devices(file));
        }
        return all;
    }

    /** An organization that has nothing yet. */
    private String tenant(int number) {
        return "speed-%d-%d".formatted(runs, number);
    }

    private String run() {
        return "run-" + runs;
    }

    @Override
    public void close() throws IOException {
        floor.close();
        system.close();
    }
}
