package dev.muster.runtime.tracing;

import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What of a batch belongs to which trace: one span for each trace, however many of its records are in the batch. It is
 * a child of the step from which the first of them came, and linked to every other one.
 */
final class BatchShares {

    private final int size;
    private final Map<String, Share> byTrace = new LinkedHashMap<>();

    BatchShares(List<ConsumerRecord<byte[], byte[]>> batch) {
        this.size = batch.size();
        for (var record : batch) {
            var from = TraceParent.of(record);
            if (from.sampled()) {
                byTrace.computeIfAbsent(from.traceId(), trace -> new Share(record))
                        .add(from);
            }
        }
    }

    /** The records of one trace. */
    private static final class Share {

        private final ConsumerRecord<byte[], byte[]> first;
        private final Map<String, TraceParent> parents = new LinkedHashMap<>();
        private int records;

        Share(ConsumerRecord<byte[], byte[]> first) {
            this.first = first;
        }

        void add(TraceParent from) {
            parents.putIfAbsent(from.spanId(), from);
            records++;
        }
    }

    /** Begins the spans; {@code named} gives a builder for a name. */
    Map<String, Span> begin(Function<String, SpanBuilder> named) {
        var spans = new HashMap<String, Span>();
        byTrace.forEach((trace, share) -> spans.put(trace, begin(share, named.apply("batch"))));
        return spans;
    }

    private Span begin(Share share, SpanBuilder span) {
        var parents = share.parents.values().iterator();
        span.setParent(Spans.context(parents.next()));
        parents.forEachRemaining(other -> span.addLink(Spans.spanContext(other)));
        span.setAttribute("messaging.batch.message_count", share.records);
        span.setAttribute("muster.batch.size", size);
        setAttribute(span, "muster.tenant", share.first, Headers.TENANT);
        setAttribute(span, "muster.submission.first", share.first, Headers.SUBMISSION);
        return span.startSpan();
    }

    private static void setAttribute(
            SpanBuilder span, String name, ConsumerRecord<byte[], byte[]> record, String header) {
        var value = record.headers().lastHeader(header);
        if (value != null && value.value() != null) {
            span.setAttribute(name, new String(value.value(), StandardCharsets.UTF_8));
        }
    }
}
