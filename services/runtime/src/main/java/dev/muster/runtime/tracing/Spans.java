package dev.muster.runtime.tracing;

import dev.muster.runtime.topic.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The spans of one service. */
public final class Spans implements AutoCloseable {

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final int SERVER_ERROR = 500;
    private static final int SECONDS_TO_SEND_THE_LAST = 2;

    private final String service;
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * Hands spans to {@code processor}.
     *
     * @param share of the traces that begin here and are recorded; a trace that began elsewhere is as it began
     */
    public Spans(SpanProcessor processor, double share, String service) {
        this.service = service;
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), "muster-" + service))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(share)))
                .addSpanProcessor(processor)
                .build();
        this.tracer = provider.get("dev.muster");
    }

    /** Sends spans in batches to {@code collector}; while that is away they are dropped. */
    static Spans sentTo(URI collector, double share, String service) {
        String base = collector.toString().replaceFirst("/$", "");
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build();
        return new Spans(BatchSpanProcessor.builder(exporter).build(), share, service);
    }

    BatchTrace ofBatch(List<ConsumerRecord<byte[], byte[]>> batch) {
        var shares = new BatchShares(batch);
        return new BatchSpans(shares.begin(name -> tracer.spanBuilder(service + " " + name)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.consumer.group.name", "muster." + service)));
    }

    RequestTrace ofRequest(String name, @Nullable String traceparent) {
        var begun = tracer.spanBuilder(name).setSpanKind(SpanKind.SERVER);
        var span = (traceparent == null ? begun.setNoParent() : begun.setParent(context(TraceParent.of(traceparent))))
                .startSpan();
        return new RequestTrace() {
            @Override
            public TraceParent traceParent() {
                return Spans.traceParent(span);
            }

            @Override
            public void end(int status) {
                span.setAttribute(STATUS, status);
                if (status >= SERVER_ERROR) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            }
        };
    }

    static Context context(TraceParent parent) {
        return Context.root().with(Span.wrap(spanContext(parent)));
    }

    static SpanContext spanContext(TraceParent parent) {
        return SpanContext.createFromRemoteParent(
                parent.traceId(),
                parent.spanId(),
                parent.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                TraceState.getDefault());
    }

    static TraceParent traceParent(Span span) {
        var context = span.getSpanContext();
        return new TraceParent(context.getTraceId(), context.getSpanId(), context.isSampled());
    }

    @Override
    public void close() {
        provider.shutdown().join(SECONDS_TO_SEND_THE_LAST, TimeUnit.SECONDS);
    }
}
