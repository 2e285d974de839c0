package dev.muster.trials.speed;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.backing.Trees;
import dev.muster.trials.system.Load;
import dev.muster.trials.system.Machine;
import dev.muster.trials.system.TrialOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster trial speed}. */
@Command(
        name = "speed",
        description =
                "Sends devices through the services and through the floor, a hand-written pipeline in one process, "
                        + "in turn on the same broker and database.",
        mixinStandardHelpOptions = true)
public final class SpeedCommand implements Callable<Integer> {
    /** A file of a gigabyte, and what is compared of it fits in memory. */
    private static final long PORTION = 250_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private TrialOptions options;

    @Option(names = "--devices", paramLabel = "N", description = "Devices a round (default: ${DEFAULT-VALUE}).")
    private long devices = 50_000;

    @Option(
            names = "--tenants",
            paramLabel = "T",
            description = "Organizations that upload them at once, a share each (default: ${DEFAULT-VALUE}).")
    private int tenants = 1;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            description = "Rounds after each start: the first is cold, the others warm (default: ${DEFAULT-VALUE}).")
    private int rounds = 4;

    @Option(
            names = "--starts",
            paramLabel = "S",
            description = "How often all is started afresh (default: ${DEFAULT-VALUE}).")
    private int starts = 1;

    @Option(
            names = "--singles",
            paramLabel = "K",
            description =
                    "Single uploads of 10 and of 500 rows, idle and loaded; 0 for none (default: ${DEFAULT-VALUE}).")
    private int singles = 30;

    @Option(
            names = "--already",
            paramLabel = "N",
            description =
                    "Devices to register before the rounds of the sweep, 250,000 at a time, each time a round of its "
                            + "own (default: ${DEFAULT-VALUE}).")
    private long already;

    @Option(
            names = "--sweep",
            split = ",",
            paramLabel = "N",
            description = "Further rounds of these sizes, such as 10000,100000,1000000.")
    private List<Long> sweep = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Also write performance.json and performance.svg there.")
    private @Nullable Path out;

    private final List<Double> startSeconds = new ArrayList<>();
    private final List<Round> all = new ArrayList<>();
    private final List<Round> swept = new ArrayList<>();
    private final List<Singles> small = new ArrayList<>();
    private final Map<String, Long> peaks = new TreeMap<>();

    @Override
    public Integer call() throws Exception {
        var load = options.load();
        try {
            for (int start = 1; start <= starts; start++) {
                measure(load, start == starts);
            }
        } finally {
            Trees.delete(options.data());
        }
        var results = new Results(
                Machine.here(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                "muster trial "
                        + String.join(" ", spec.commandLine().getParseResult().originalArgs()),
                startSeconds,
                all,
                swept,
                small,
                peaks);
        write(results);
        options.show(results, results.text());
        return 0;
    }

    /** One start: the files are made first, so that the first minute after it is spent on them. */
    private void measure(Load load, boolean andTheRest) throws Exception {
        var files = new ArrayList<List<Path>>();
        for (int round = 0; round < rounds; round++) {
            files.add(files(load, devices));
        }
        var system = options.start();
        startSeconds.add(system.startTook().toMillis() / 1000.0);
        try (var bench = new Bench(system)) {
            for (int round = 0; round < rounds; round++) {
                both(bench, files.get(round), round == 0, round % 2 == 0, all);
            }
            if (andTheRest) {
                rest(bench, load);
            }
            bench.peakBytes().forEach((name, bytes) -> peaks.merge(name, bytes, Math::max));
        }
    }

    private void rest(Bench bench, Load load) throws Exception {
        if (singles > 0) {
            var uploads = new SingleUploads(bench.system(), load, singles);
            small.add(uploads.idle(10));
            small.add(uploads.idle(500));
            small.add(uploads.loaded(10, load.file(devices)));
            small.add(uploads.loaded(500, load.file(devices)));
        }
        for (long left = already; left > 0; left -= PORTION) {
            var files = List.of(load.file(Math.min(left, PORTION)));
            add(swept, bench.product(files, false));
            delete(files);
        }
        for (long size : sweep) {
            both(bench, files(load, size), false, true, swept);
        }
    }

    private void both(Bench bench, List<Path> files, boolean cold, boolean productFirst, List<Round> into)
            throws Exception {
        if (productFirst) {
            add(into, bench.product(files, cold));
        }
        add(into, bench.floor(files, cold));
        if (!productFirst) {
            add(into, bench.product(files, cold));
        }
        delete(files);
    }

    private void add(List<Round> into, Round round) {
        into.add(round);
        options.say()
                .accept("%-7s %s %,9d devices in %6.1f s: %,7.0f/s, %4.0f CPU-µs a device"
                        .formatted(
                                round.who(),
                                round.cold() ? "cold" : "warm",
                                round.devices(),
                                round.seconds(),
                                round.perSecond(),
                                round.cpuMicrosInAll()));
    }

    private List<Path> files(Load load, long inAll) throws IOException {
        var files = new ArrayList<Path>();
        for (int i = 0; i < tenants; i++) {
            files.add(load.file(Math.max(1, inAll / tenants)));
        }
        return files;
    }

    private static void delete(List<Path> files) throws IOException {
        for (var file : files) {
            Files.delete(file);
        }
    }

    private void write(Results results) throws IOException {
        if (out != null) {
            Files.createDirectories(out);
            Files.writeString(out.resolve("performance.json"), TrialOptions.asJson(results) + "\n", UTF_8);
            Files.writeString(out.resolve("performance.svg"), Plot.of(results), UTF_8);
        }
    }
}
