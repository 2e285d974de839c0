package dev.muster.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.failure.Finding;
import dev.muster.model.identity.SubmissionId;
import dev.muster.testing.TopicProbe;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What other services put on the failure topics. */
public final class Letters {

    public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    public static final String SOURCE = "muster.device.validated.v1";

    private Letters() {}

    /** The headers of a dead letter about {@code row} that claim set aside. */
    public static Map<String, String> headers(String tenant, SubmissionId row) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        headers.put("ce_id", row + "/validated");
        headers.put("muster-tenant", tenant);
        headers.put("muster-submission", row.toString());
        headers.put("muster-dead-letter-reason", "java.lang.IllegalStateException: the words of the exception");
        headers.put("muster-dead-letter-topic", SOURCE);
        headers.put("muster-dead-letter-partition", "1");
        headers.put("muster-dead-letter-offset", "17");
        headers.put("muster-dead-letter-stage", "claim");
        headers.put("muster-dead-letter-time", Instant.now().toString());
        headers.put("muster-dead-letter-tries", "3");
        headers.put("muster-dead-letter-request-id", UUID.randomUUID().toString());
        return headers;
    }

    /** Puts a letter on claim's dead-letter topic; gives its id. */
    public static String send(TopicProbe probe, Map<String, String> headers, byte[] value) {
        return id(probe.send(record(headers, value)));
    }

    /** A letter of claim. */
    public static ProducerRecord<byte[], byte[]> record(Map<String, String> headers, byte[] value) {
        var record = new ProducerRecord<>("muster.claim.dead-letter.v1", "key".getBytes(UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    /** The id of a letter that claim has written there. */
    public static String id(RecordMetadata written) {
        return "claim-" + written.partition() + "-" + written.offset();
    }

    /** A rejection by the validator. */
    public static DeviceRejected rejected(String tenant, SubmissionId row, FailureCode code, Instant at) {
        return new DeviceRejected(
                row,
                tenant,
                null,
                UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708"),
                DeviceRejected.By.VALIDATOR,
                code,
                List.of(new Finding(code, "secret detail")),
                null,
                null,
                "Contoso",
                null,
                "SN-1",
                null,
                "ann@contoso.example",
                null,
                null,
                at,
                "user-7",
                at,
                List.of(),
                Map.of("Hardware Hash", "T0Esecret"),
                null);
    }
}
