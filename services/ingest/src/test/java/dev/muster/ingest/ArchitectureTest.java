package dev.muster.ingest;

import dev.muster.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheHouseRules() {
        HouseRules.check("ingest", "dev.muster.ingest.csv..");
    }
}
