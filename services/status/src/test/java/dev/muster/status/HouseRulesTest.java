package dev.muster.status;

import dev.muster.testing.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {

    @Test
    void statusKeepsTheRulesOfTheArchitecture() {
        HouseRules.check("status", "dev.muster.status.projection..");
    }
}
