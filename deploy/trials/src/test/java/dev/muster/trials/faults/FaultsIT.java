package dev.muster.trials.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.trials.faults.breaking.Break;
import dev.muster.trials.faults.check.Violation;
import dev.muster.trials.faults.fault.FaultKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short trial on the packaged services as processes; and then the checker is tried on the same system. */
@Timeout(600)
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {
    private static final long SEED = 6;
    private static final int FAULTS = 20;

    @TempDir
    private static Path directory;

    private static FaultsTrial trial;

    @BeforeAll
    static void start() throws Exception {
        var plan = new TrialPlan(
                SEED,
                FAULTS,
                FAULTS,
                Duration.ofMinutes(5),
                Duration.ofMillis(700),
                4,
                300,
                Map.of("validator", 2, "claim", 2, "status", 2));
        trial = new FaultsTrial(plan, root(), directory.resolve("system"), System.out::println);
    }

    @AfterAll
    static void end() throws Exception {
        if (trial != null) {
            trial.close();
        }
    }

    @Test
    @Order(1)
    void losesNothingWhateverDies() throws Exception {
        var report = trial.run();
        System.out.println(report.text());

        assertThat(report.violations()).isEmpty();
        var round = report.rounds().getFirst();
        assertThat(round.rows()).isGreaterThan(100);
        assertThat(round.owned()).isPositive();
        assertThat(round.letters()).isPositive();
        assertThat(report.faults().values().stream().mapToInt(n -> n).sum()).isEqualTo(FAULTS);
        assertThat(report.faults().keySet())
                .anyMatch(name -> name.startsWith(FaultKind.KILL.id()))
                .anyMatch(name -> name.startsWith(FaultKind.HOLD.id()));
    }

    /** Each leaves what it has broken as it is: what counts is what was not found before. */
    @ParameterizedTest
    @EnumSource
    @Order(2)
    void findsAGuaranteeThatIsBroken(Break what) throws Exception {
        assertThat(trial.broken(what)).extracting(Violation::rule).contains(what.rule());
    }

    /** The checkout: the nearest directory above that has the launcher in it. */
    private static Path root() {
        var candidate = Path.of("").toAbsolutePath();
        while (!Files.exists(candidate.resolve("muster"))) {
            candidate = candidate.getParent();
        }
        return candidate;
    }
}
