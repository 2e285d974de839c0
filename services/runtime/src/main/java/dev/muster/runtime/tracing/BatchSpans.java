package dev.muster.runtime.tracing;

import dev.muster.runtime.topic.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A batch as a span in each trace that is recorded. */
final class BatchSpans implements BatchTrace {

    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("muster.request.id");
    private static final AttributeKey<String> KIND = AttributeKey.stringKey("exception.type");

    private final Map<String, Span> byTrace;

    BatchSpans(Map<String, Span> byTrace) {
        this.byTrace = byTrace;
    }

    @Override
    public TraceParent after(ConsumerRecord<byte[], byte[]> record) {
        var from = TraceParent.of(record);
        var span = byTrace.get(from.traceId());
        return span == null || !from.sampled() ? from : Spans.traceParent(span);
    }

    @Override
    public void setAside(ConsumerRecord<byte[], byte[]> record, Throwable why, UUID requestId) {
        var span = byTrace.get(TraceParent.of(record).traceId());
        if (span != null) {
            span.addEvent(
                    "record set aside",
                    Attributes.of(
                            REQUEST_ID,
                            requestId.toString(),
                            KIND,
                            why.getClass().getName()));
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void close() {
        byTrace.values().forEach(Span::end);
    }
}
