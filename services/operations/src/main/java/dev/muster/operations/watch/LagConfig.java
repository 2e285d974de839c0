package dev.muster.operations.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How lag is watched. */
@ConfigMapping(prefix = "muster.operations")
public interface LagConfig {

    /** How often the broker is asked. */
    @WithDefault("2s")
    Duration lagInterval();

    /** The time over which a state is judged. */
    @WithDefault("30s")
    Duration lagWindow();
}
