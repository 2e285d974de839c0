package dev.muster.trials.fairness;

import static java.util.stream.Collectors.joining;

import dev.muster.backing.Trees;
import dev.muster.trials.system.Figures;
import dev.muster.trials.system.Load;
import dev.muster.trials.system.Machine;
import dev.muster.trials.system.TrialOptions;
import dev.muster.trials.system.TrialSystem;
import dev.muster.trials.system.Uploaded;
import dev.muster.trials.system.Uploading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster trial fairness}. */
@Command(
        name = "fairness",
        description = "Uploads many rows for one organization while others upload ten rows each, again and again.",
        mixinStandardHelpOptions = true)
public final class FairnessCommand implements Callable<Integer> {
    private static final int FEW = 10;
    private static final int WARM_UP_OTHERS = 10;

    /** As often as a portal would ask; fifty that ask every 20 ms are most of what they measure. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Duration SELDOM = Duration.ofMillis(500);

    @Mixin
    private TrialOptions options;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "Rows of the large upload (default: ${DEFAULT-VALUE}).")
    private long devices = 200_000;

    @Option(
            names = "--tenants",
            split = ",",
            paramLabel = "T",
            description = "How many others there are at once, one trial for each number (default: 1,10,50).")
    private List<Integer> tenants = List.of(1, 10, 50);

    @Option(
            names = "--pause",
            paramLabel = "MS",
            description = "Rest of each organization between two uploads (default: ${DEFAULT-VALUE}).")
    private long pause = 1_000;

    /** Organizations that have uploaded a large file so far: each is another, and so are those beside it. */
    private int organizations;

    /** How long ten rows took while the large upload ran, each one, in milliseconds; and the large upload. */
    private record During(List<Double> millis, double largeSeconds) {}

    /**
     * What others met during a large upload, in milliseconds from their first byte sent to their last device final.
     *
     * @param others how many organizations uploaded ten rows again and again
     * @param largeSeconds what the large upload took
     * @param slower the share by which that is more than the mean of what it took alone right before and right after
     */
    record Outcome(
            int others,
            int uploads,
            double p50,
            double p95,
            double p99,
            double worst,
            double largeSeconds,
            double slower) {}

    /**
     * All that was found.
     *
     * @param aloneSeconds what the large upload takes when nobody else is there, before each of the outcomes and after the
     *     last: a machine has fast minutes and slow ones, and the tables have grown meanwhile
     */
    record Results(Machine machine, long devices, List<Double> aloneSeconds, List<Outcome> outcomes) {}

    @Override
    public Integer call() throws Exception {
        var outcomes = new ArrayList<Outcome>();
        var alone = new ArrayList<Double>();
        var load = options.load();
        try (var system = options.start()) {
            during(system, load, "warm-up", devices / 4, WARM_UP_OTHERS); // large ways and small ones
            alone.add(alone(system, load));
            for (int others : tenants) {
                var during = during(system, load, "large", devices, others);
                alone.add(alone(system, load));
                outcomes.add(outcome(others, during, alone.get(alone.size() - 2), alone.getLast()));
            }
        } finally {
            Trees.delete(options.data());
        }
        var text = new StringBuilder("large upload alone: %s s%n"
                .formatted(alone.stream().map("%.1f"::formatted).collect(joining(", "))));
        for (var o : outcomes) {
            text.append(
                    "%2d others: large upload %.1f s (%+.0f %%); ten rows: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, worst %.0f ms (%d)%n"
                            .formatted(
                                    o.others(),
                                    o.largeSeconds(),
                                    o.slower() * 100,
                                    o.p50(),
                                    o.p95(),
                                    o.p99(),
                                    o.worst(),
                                    o.uploads()));
        }
        options.show(
                new Results(Machine.here(), devices, alone, outcomes),
                text.toString().stripTrailing());
        return 0;
    }

    private double alone(TrialSystem system, Load load) throws Exception {
        double seconds = during(system, load, "alone", devices, 0).largeSeconds();
        options.say().accept("alone: %.1f s".formatted(seconds));
        return seconds;
    }

    private Outcome outcome(int others, During during, double before, double after) {
        var outcome = new Outcome(
                others,
                during.millis().size(),
                Figures.percentile(during.millis(), 50),
                Figures.percentile(during.millis(), 95),
                Figures.percentile(during.millis(), 99),
                Figures.percentile(during.millis(), 100),
                during.largeSeconds(),
                during.largeSeconds() / ((before + after) / 2) - 1);
        options.say().accept(outcome.toString());
        return outcome;
    }

    /** What happens while an organization of its own, named after {@code label}, uploads {@code rows} beside {@code others}. */
    private During during(TrialSystem system, Load load, String label, long rows, int others) throws Exception {
        var tenant = "%s-%d".formatted(label, ++organizations);
        var large = load.file(rows);
        var crowd = CompletableFuture.supplyAsync(() -> {
            try {
                return Uploading.run(system.services(tenant), large, SELDOM);
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        var millis = Collections.synchronizedList(new ArrayList<Double>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < others; i++) {
                var name = "other-%d-%d".formatted(organizations, i);
                running.add(threads.submit(() -> again(system, load, name, crowd, millis)));
            }
            for (var one : running) {
                one.get();
            }
        }
        double seconds = crowd.get().last().toNanos() / 1e9;
        Uploaded.demandAllRegistered(system.services(tenant), tenant, Uploaded.devices(large));
        return new During(millis, seconds);
    }

    private Void again(TrialSystem system, Load load, String tenant, Future<?> crowd, List<Double> millis)
            throws IOException, InterruptedException {
        var services = system.services(tenant);
        while (!crowd.isDone()) {
            Path few = load.file(FEW);
            var timing = Uploading.run(services, few, LOOK);
            if (timing.registration().path("counts").path("registered").asInt() != FEW) {
                throw new IllegalStateException("not all registered: " + timing.registration());
            }
            millis.add(timing.last().toNanos() / 1e6);
            Thread.sleep(pause);
        }
        return null;
    }
}
