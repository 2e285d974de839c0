package dev.muster.trials.faults;

import dev.muster.trials.faults.breaking.Break;
import dev.muster.trials.faults.fault.FaultPlan;
import dev.muster.trials.system.TrialOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code muster trial faults}. */
@Command(
        name = "faults",
        description = "Kills, stops, cuts off and poisons under load, and proves that nothing is lost.",
        mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {
    @Option(names = "--faults", paramLabel = "N", description = "How many faults (default: ${DEFAULT-VALUE}).")
    private int faults = FaultPlan.deckSize();

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Gives the faults, their order and all that is uploaded (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--round",
            paramLabel = "N",
            description = "After so many faults the system comes to rest and is checked (default: ${DEFAULT-VALUE}).")
    private int round = FaultPlan.deckSize();

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "After so long no round begins any more (default: a week).")
    private long minutes = Duration.ofDays(7).toMinutes();

    @Option(
            names = "--pause",
            paramLabel = "MS",
            description = "Between two faults, on average (default: ${DEFAULT-VALUE}).")
    private long pause = 1_500;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description = "Organizations that contest the same devices (default: ${DEFAULT-VALUE}).")
    private int tenants = 5;

    @Option(
            names = "--devices",
            paramLabel = "N",
            description = "Devices that they contest (default: ${DEFAULT-VALUE}).")
    private int devices = 2_000;

    @Option(
            names = "--scale",
            split = ",",
            paramLabel = "SERVICE=N",
            description = "Processes of a service (default: two of each, but one of operations).")
    private Map<String, Integer> scale = new LinkedHashMap<>();

    @Option(
            names = "--break",
            split = ",",
            paramLabel = "NAME",
            description = "Afterwards break these guarantees one by one, to see that the checker cries:"
                    + " ${COMPLETION-CANDIDATES}.",
            completionCandidates = BreakNames.class,
            converter = BreakNames.class)
    private List<Break> breaks = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the system of the trial keeps its data; emptied (default: .muster/trial).")
    private @Nullable Path data;

    @Option(names = "--json", description = "Print the report as JSON, and everything else on the error stream.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var root = Path.of(System.getProperty("muster.root", "")).toAbsolutePath();
        var processes = TrialPlan.twoOfEach();
        processes.putAll(scale);
        var plan = new TrialPlan(
                seed,
                faults,
                round,
                Duration.ofMinutes(minutes),
                Duration.ofMillis(pause),
                tenants,
                devices,
                processes);
        Consumer<String> say = json ? System.err::println : System.out::println;
        var directory = data == null ? root.resolve(".muster/trial") : data;
        try (var trial = new FaultsTrial(plan, root, directory.resolve("system"), say)) {
            var report = trial.run();
            System.out.println(json ? TrialOptions.asJson(report) : report.text());
            return report.violations().isEmpty() && allCried(trial, say) ? 0 : 1;
        }
    }

    private boolean allCried(FaultsTrial trial, Consumer<String> say) throws Exception {
        boolean all = true;
        for (var one : breaks) {
            var found = trial.broken(one).stream()
                    .filter(violation -> violation.rule() == one.rule())
                    .toList();
            say.accept(
                    found.isEmpty()
                            ? one.id() + ": NOT FOUND"
                            : "%s: found, %d times, such as: %s"
                                    .formatted(
                                            one.id(),
                                            found.size(),
                                            found.getFirst().what()));
            all &= !found.isEmpty();
        }
        return all;
    }

    /** The names of what can be broken. */
    static final class BreakNames implements Iterable<String>, ITypeConverter<Break> {
        @Override
        public Iterator<String> iterator() {
            return Stream.of(Break.values()).map(Break::id).iterator();
        }

        @Override
        public Break convert(String name) {
            return Stream.of(Break.values())
                    .filter(one -> one.id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no break of that name: " + name));
        }
    }
}
