package dev.muster.runtime.stage;

import dev.muster.model.event.Event;
import dev.muster.runtime.topic.TraceParent;
import dev.muster.runtime.tracing.BatchTrace;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a stage receives it.
 *
 * @param event what the record says
 * @param record where it came from
 * @param trace the step of its trace that the batch is
 */
public record Received(Event event, ConsumerRecord<byte[], byte[]> record, BatchTrace trace) {

    /** What the records that follow from it carry on. */
    public TraceParent after() {
        return trace.after(record);
    }

    /** The text of a header, or null where the record has none of that name. */
    public static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
