package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        assertThatCode(() -> HouseRules.check("claim", "dev.muster.claim.ledger..", "dev.muster.claim.probing.."))
                .doesNotThrowAnyException();
    }
}
