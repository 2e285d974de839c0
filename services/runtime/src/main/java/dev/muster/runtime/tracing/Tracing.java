package dev.muster.runtime.tracing;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Begins the steps of traces, where a collector is configured. */
@ApplicationScoped
public class Tracing {

    private final @Nullable Spans spans;

    @Inject
    Tracing(TracingConfig config, @ConfigProperty(name = "quarkus.application.name") String service) {
        this(config.endpoint()
                .map(collector -> Spans.sentTo(collector, config.share(), service))
                .orElse(null));
    }

    /** Tells {@code spans}, or nobody. */
    public Tracing(@Nullable Spans spans) {
        this.spans = spans;
    }

    /** Begins to process {@code batch}. */
    public BatchTrace begin(List<ConsumerRecord<byte[], byte[]>> batch) {
        return spans == null ? BatchTrace.NONE : spans.ofBatch(batch);
    }

    /**
     * Begins to answer a request.
     *
     * @param name its method and the pattern of its path
     * @param traceparent the header of that name
     */
    Optional<RequestTrace> begin(String name, @Nullable String traceparent) {
        return spans == null ? Optional.empty() : Optional.of(spans.ofRequest(name, traceparent));
    }

    @PreDestroy
    void close() {
        if (spans != null) {
            spans.close();
        }
    }
}
