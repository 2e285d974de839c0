package dev.muster.runtime.stage;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as a stage receives it.
 *
 * @param event what the record says
 * @param record where it came from
 */
public record Received(Event event, ConsumerRecord<byte[], byte[]> record) {

    /** Reads the event in {@code record}; throws UnreadableEventException where there is none. */
    static Received read(ConsumerRecord<byte[], byte[]> record) {
        return new Received(EventJson.read(record.value() == null ? new byte[0] : record.value()), record);
    }

    /** The text of a header, or null where the record has none of that name. */
    static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
