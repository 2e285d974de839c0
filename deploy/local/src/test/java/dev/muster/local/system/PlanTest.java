package dev.muster.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    @Test
    void hasTheDocumentedPorts() {
        assertThat(plan(Map.of(), Map.of()).ports())
                .containsExactly(
                        entry("kafka", 9092),
                        entry("postgres", 5432),
                        entry("ingest", 8081),
                        entry("validator", 8082),
                        entry("claim", 8083),
                        entry("status", 8084),
                        entry("operations", 8085));
    }

    @Test
    void movesAnyPort() {
        var moved = Map.of("ingest", 9081, "kafka", 19092, "postgres", 15432);
        assertThat(plan(moved, Map.of()).ports())
                .contains(entry("ingest", 9081), entry("kafka", 19092), entry("postgres", 15432), entry("claim", 8083));
    }

    @Test
    void givesFurtherInstancesTheNextFreePorts() {
        var taken = Set.of(8091, 8093);
        var plan = Plan.of(Map.of(), Map.of("claim", 3, "ingest", 2), 6, port -> !taken.contains(port));
        assertThat(plan.ports())
                .contains(
                        entry("ingest-2", 8092), entry("claim-2", 8094), entry("claim-3", 8095), entry("claim", 8083));
    }

    @Test
    void movesAFurtherInstanceByItsName() {
        assertThat(plan(Map.of("claim-2", 7002), Map.of("claim", 2)).ports()).contains(entry("claim-2", 7002));
    }

    @Test
    void saysWhichPortIsTakenAndHowToMoveIt() {
        var plan = plan(Map.of(), Map.of());
        assertThatThrownBy(() -> plan.checkFree(port -> port != 8083))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("8083", "claim", "--ports claim=PORT");
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, 9000, there is no nobody",
        "claim-2, 9000, there is no claim-2",
        "claim, 0, is no port",
        "claim, 70000, is no port",
        "claim, 8081, ingest and claim cannot both have 8081"
    })
    void refusesPortsThatCannotBe(String name, int port, String message) {
        assertThatThrownBy(() -> plan(Map.of(name, port), Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"kafka, 2", "claim, 0", "nobody, 1"})
    void refusesAScaleThatCannotBe(String name, int count) {
        assertThatThrownBy(() -> plan(Map.of(), Map.of(name, count)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--scale");
    }

    private static Plan plan(Map<String, Integer> moved, Map<String, Integer> scale) {
        return Plan.of(moved, scale, 6, port -> true);
    }
}
