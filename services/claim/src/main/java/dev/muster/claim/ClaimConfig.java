package dev.muster.claim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a deployment can decide about the ledger's watch. */
@ConfigMapping(prefix = "muster.claim")
interface ClaimConfig {

    Probing probing();

    /** When a tenant counts as trying out devices that belong to others. */
    interface Probing {

        /** Over which its rows count. */
        @WithDefault("1h")
        Duration window();

        /** Of them, from 0 to 1, that were refused as another organization's. */
        @WithDefault("0.25")
        double share();

        /** How many that must be at least. */
        @WithDefault("20")
        int minimum();
    }
}
