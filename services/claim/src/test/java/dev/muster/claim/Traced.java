package dev.muster.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records as services write them, each in a trace. */
final class Traced {

    private Traced() {}

    static ProducerRecord<byte[], byte[]> record(Event event, String trace) {
        var record = new ProducerRecord<>(
                event.topic().name("muster."), event.key().getBytes(UTF_8), EventJson.write(event));
        put(record, "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
        put(record, "muster-tenant", event.tenant());
        if (event instanceof SubmissionEvent about) {
            put(record, "muster-submission", about.submission().toString());
        }
        return record;
    }

    private static void put(ProducerRecord<byte[], byte[]> record, String header, String value) {
        record.headers().add(header, value.getBytes(UTF_8));
    }
}
