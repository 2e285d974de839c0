package dev.muster.trials.faults;

import dev.muster.trials.faults.Rebuilding.Rebuilt;
import dev.muster.trials.faults.breaking.Break;
import dev.muster.trials.faults.breaking.Breaking;
import dev.muster.trials.faults.check.Checker;
import dev.muster.trials.faults.check.Fact;
import dev.muster.trials.faults.check.Rule;
import dev.muster.trials.faults.check.Violation;
import dev.muster.trials.faults.check.World;
import dev.muster.trials.faults.check.WorldReader;
import dev.muster.trials.faults.fault.Disturbance;
import dev.muster.trials.faults.fault.Fault;
import dev.muster.trials.faults.fault.FaultPlan;
import dev.muster.trials.faults.fault.FaultySystem;
import dev.muster.trials.faults.input.Journal;
import dev.muster.trials.faults.load.Loading;
import dev.muster.trials.system.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A system, rounds of load and faults on it, and after each round the proof. */
final class FaultsTrial implements AutoCloseable {
    private static final Duration FIRST_LOAD = Duration.ofSeconds(2);
    private static final Duration PILE_UP = Duration.ofSeconds(3);
    private static final Duration UNDER_WAY = Duration.ofSeconds(90);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);

    private final TrialPlan plan;
    private final Consumer<String> say;
    private final Journal journal = new Journal();
    private final FaultySystem system;
    private final Disturbance disturbance;
    private final List<Round> rounds = new ArrayList<>();
    private final Instant began = Instant.now();
    private final Set<Violation> found = new HashSet<>();
    private @Nullable Rebuilt rebuilt;
    private int piles;

    /** Starts the system; see {@link TrialPlan}. */
    FaultsTrial(TrialPlan plan, Path root, Path data, Consumer<String> say)
            throws IOException, ExecutionException, InterruptedException {
        this.plan = plan;
        this.say = say;
        this.system = FaultySystem.start(root, data, plan.scale(), plan.seed(), say);
        this.disturbance = new Disturbance(system, journal, say);
    }

    /** Runs all rounds, or as many as come to an end without a violation, and has the read model built again at their end. */
    Report run() throws InterruptedException, SQLException, IOException {
        var faults = FaultPlan.draw(plan.seed(), plan.faults(), plan.pause());
        int number = 0;
        for (int from = 0; from < faults.size(); from += plan.perRound()) {
            number++;
            var round = round(number, faults.subList(from, Math.min(faults.size(), from + plan.perRound())));
            rounds.add(round);
            say.accept(Report.line(round));
            if (!round.violations().isEmpty()
                    || Duration.between(began, Instant.now()).compareTo(plan.limit()) > 0) {
                break;
            }
        }
        if (rounds.stream().allMatch(round -> round.violations().isEmpty())) {
            rebuild();
        }
        return report();
    }

    /** What serves after a rebuild is checked as what served before was. */
    private void rebuild() throws InterruptedException, SQLException, IOException {
        var done = Rebuilding.carryOut(system.operations());
        var violations = new ArrayList<>(done.violations());
        violations.addAll(Checker.check(world()));
        rebuilt = done.with(violations);
        say.accept(Report.line(rebuilt));
    }

    private Round round(int number, List<Fault> faults) throws InterruptedException, SQLException {
        var loading = loading(number);
        Thread.sleep(FIRST_LOAD);
        disturbance.run(faults);
        long last = System.nanoTime();
        disturbance.heal();
        loading.stop(UNDER_WAY);
        var left = settle(true);
        var settled = Duration.ofNanos(System.nanoTime() - last);
        var violations = new ArrayList<Violation>();
        left.forEach(what -> violations.add(new Violation(Rule.SETTLED, what)));
        var world = world();
        violations.addAll(Checker.check(world));
        return round(number, settled, world, violations);
    }

    private List<String> settle(boolean whole) throws InterruptedException {
        return new Settling(system.bootstrap(), system.jdbc()).await(SETTLED_WITHIN, whole);
    }

    /**
     * Breaks a guarantee of the system that has come to rest, and checks again.
     *
     * @return what the checker finds that it had not found before
     */
    List<Violation> broken(Break what) throws InterruptedException, SQLException, ExecutionException {
        new Breaking(system, this::pileUp).carryOut(what);
        settle(false);
        return Checker.check(world()).stream().filter(found::add).toList();
    }

    private void pileUp() throws InterruptedException {
        var loading = loading(rounds.size() + ++piles);
        Thread.sleep(PILE_UP);
        loading.stop(UNDER_WAY);
    }

    private Loading loading(int number) {
        return new Loading(
                plan.seed() + number,
                plan.tenants(),
                plan.devices(),
                number,
                system.ingestPorts(),
                system.keys(),
                journal);
    }

    /** All that there is to compare now. */
    private World world() throws SQLException {
        return WorldReader.read(journal.inputs(), system.jdbc(), system.bootstrap());
    }

    private static Round round(int number, Duration settled, World world, List<Violation> violations) {
        var inputs = world.inputs();
        var topics = world.topics();
        return new Round(
                number,
                Report.seconds(settled),
                inputs.uploads().size(),
                (int) inputs.uploads().stream().filter(u -> u.answer() != null).count(),
                topics.of(Fact.Submitted.class).size(),
                inputs.releases().size(),
                inputs.checkIns().size(),
                world.ledger().entries().size(),
                world.ledger().devices().size(),
                (int) world.ledger().devices().stream()
                        .filter(d -> d.owner() != null)
                        .count(),
                topics.facts().size(),
                topics.poison().size(),
                new HashSet<>(topics.letters()).size(),
                List.copyOf(violations));
    }

    private Report report() {
        var carried = disturbance.carried();
        return new Report(
                Machine.here(),
                plan.seed(),
                began.toString(),
                Duration.between(began, Instant.now()).toSeconds() / 60.0,
                system.state().processes().size() + 1,
                Report.counted(carried),
                Report.missed(carried),
                Report.back(carried),
                List.copyOf(rounds),
                rebuilt);
    }

    @Override
    public void close() throws IOException {
        disturbance.close();
        system.close();
    }
}
