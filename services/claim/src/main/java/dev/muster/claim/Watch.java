package dev.muster.claim;

import dev.muster.claim.probing.Probing;
import dev.muster.runtime.stage.LogKeys;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;

/** Counts and logs what people should look at: owners who are not the buyers, and tenants that probe. */
@ApplicationScoped
class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final Probing probing;
    private final Counter detected;
    private final Counter contested;

    Watch(ClaimConfig config, MeterRegistry metrics, Clock clock) {
        var limits = config.probing();
        this.probing = new Probing(limits.window(), limits.share(), limits.minimum());
        this.detected = metrics.counter("muster.probing.detected");
        this.contested = metrics.counter("muster.contested.devices");
        Gauge.builder("muster.probing.tenants", probing, watched -> watched.suspects(clock.instant()))
                .strongReference(true)
                .register(metrics);
    }

    /** Looks at what is new. */
    void see(Turn turn) {
        for (String tenant : probing.count(turn.entries())) {
            detected.increment();
            LogKeys.of(Map.of("tenant", tenant))
                    .during(() -> LOG.warnf("tenant probes for devices of others tenant=%s", tenant));
        }
        for (var contest : turn.contested()) {
            contested.increment();
            LogKeys.of(Map.of(
                            "tenant",
                            contest.supplier(),
                            "manifest",
                            contest.declaration().registration(),
                            "submission",
                            contest.declaration()))
                    .during(() -> LOG.warnf(
                            "owner is not the buyer deviceId=%s supplier=%s declaration=%s",
                            contest.deviceId(), contest.supplier(), contest.declaration()));
        }
    }
}
