package dev.muster.runtime.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where spans go. */
@ConfigMapping(prefix = "muster.tracing")
public interface TracingConfig {

    /** The collector, which takes OTLP over HTTP, without {@code /v1/traces}; without one nothing is traced. */
    Optional<URI> endpoint();

    /** Of the requests that come without a trace, the share that is traced: 0 to 1. */
    @WithDefault("1")
    double share();
}
