package dev.muster.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.hash.HardwareHashWriter;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.model.topic.Headers;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A good row that the validator set aside, as a defect of the validator leaves it behind that has been mended since: it
 * lies on the dead-letter topic, and its organization was told of an unexpected error.
 */
record DeadLetterOfARow(DeviceSubmitted row, UUID requestId) {

    static DeadLetterOfARow of(String tenant, String serialNumber) {
        var submission = new SubmissionId(Uuids.timeOrdered(Instant.now()), 1, 2);
        var hash = HardwareHashWriter.begin()
                .captured(Instant.parse("2026-01-31T08:00:00Z"), 0)
                .uuid(UUID.randomUUID())
                .text(14, serialNumber)
                .text(16, "Contoso")
                .text(17, "Model-1")
                .toBase64();
        var row = new DeviceSubmitted(
                submission,
                tenant,
                null,
                DeviceId.of("Contoso", serialNumber),
                "Contoso",
                "Model-1",
                serialNumber,
                null,
                null,
                null,
                null,
                Instant.now(),
                "user-7",
                Map.of("Serial Number", serialNumber),
                hash);
        return new DeadLetterOfARow(row, UUID.randomUUID());
    }

    void put(String kafka) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var told = record("muster.device.rejected.v1", unexpected());
            producer.send(told).get();
            var letter = record("muster.validator.dead-letter.v1", row);
            header(letter, Headers.DEAD_REASON, "java.lang.IllegalStateException: a defect");
            header(letter, Headers.DEAD_STAGE, "validator");
            header(letter, Headers.DEAD_TOPIC, "muster.device.submitted.v1");
            header(letter, Headers.DEAD_PARTITION, "0");
            header(letter, Headers.DEAD_OFFSET, "0");
            header(letter, Headers.DEAD_TIME, Instant.now().toString());
            header(letter, Headers.DEAD_TRIES, "3");
            header(letter, Headers.DEAD_REQUEST_ID, requestId.toString());
            producer.send(letter).get();
        }
    }

    private DeviceRejected unexpected() {
        return DeviceRejected.unexpected(
                row.submission(), row.tenant(), row.deviceId(), DeviceRejected.By.VALIDATOR, requestId, Instant.now());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, Event event) {
        var record = new ProducerRecord<>(topic, event.key().getBytes(UTF_8), EventJson.write(event));
        header(record, Headers.TENANT, event.tenant());
        if (event instanceof SubmissionEvent about) {
            header(record, Headers.SUBMISSION, about.submission().toString());
        }
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
