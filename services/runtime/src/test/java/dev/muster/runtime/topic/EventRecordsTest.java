package dev.muster.runtime.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.identity.SubmissionId;
import dev.muster.runtime.stage.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final UUID RELEASE = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    private static final Instant DECIDED = Instant.parse("2026-01-31T08:00:01.234Z");
    private static final TraceParent TRACE = TraceParent.fresh();

    private final NoBroker noBroker = new NoBroker(new Store().patience());

    @AfterEach
    void close() {
        noBroker.close();
    }

    @Test
    void givesAnEventItsCloudEventsHeadersKeyAndTopic() {
        var event = new DeviceReleased(RELEASE, "contoso", null, DEVICE, 2, DECIDED);

        var record = noBroker.records().of(event, TRACE);

        assertThat(record.topic()).isEqualTo("muster.device.ownership.v1");
        assertThat(record.key()).asString(UTF_8).isEqualTo(DEVICE.toString());
        assertThat(EventJson.read(record.value())).isEqualTo(event);
        assertThat(headers(record))
                .containsOnly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", DEVICE + "/2"),
                        entry("ce_type", "dev.muster.device-released.v1"),
                        entry("ce_source", "/muster/claim"),
                        entry("ce_time", "2026-01-31T08:00:01.234Z"),
                        entry("ce_subject", DEVICE.toString()),
                        entry("content-type", "application/json"),
                        entry("traceparent", TRACE.toString()),
                        entry("muster-tenant", "contoso"));
    }

    @Test
    void namesTheSubmissionThatAnEventIsAbout() {
        var submission = new SubmissionId(RELEASE, 1, 17);
        Event event = DeviceRejected.unexpected(
                submission, "contoso", DEVICE, DeviceRejected.By.CLAIM, UUID.randomUUID(), DECIDED);

        assertThat(headers(noBroker.records().of(event, TRACE)))
                .containsEntry("muster-submission", RELEASE + "/1/17")
                .containsEntry("ce_type", "dev.muster.device-rejected.v1");
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
