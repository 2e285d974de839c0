package dev.muster.operations;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        assertThatCode(() ->
                        HouseRules.check("operations", "dev.muster.operations.lag..", "dev.muster.operations.guard.."))
                .doesNotThrowAnyException();
    }
}
