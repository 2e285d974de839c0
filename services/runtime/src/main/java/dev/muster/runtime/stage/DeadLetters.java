package dev.muster.runtime.stage;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.identity.DeviceId;
import dev.muster.model.identity.RequestId;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Headers;
import dev.muster.runtime.topic.EventRecords;
import dev.muster.runtime.topic.EventWriter;
import dev.muster.runtime.topic.Topics;
import dev.muster.runtime.tracing.BatchTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sets aside a record that cannot be processed though everything answers: byte for byte on this service's dead-letter
 * topic, with headers for why, where, when and how often; and tells the submission, if the record is about one, that it
 * met an unexpected error.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final String service;
    private final String group;
    private final Topics topics;
    private final EventRecords records;
    private final EventWriter writer;
    private final Patience patience;
    private final Clock clock;
    private final StageMetrics metrics;
    private final Outcomes outcomes;

    DeadLetters(
            @ConfigProperty(name = "quarkus.application.name") String service,
            Topics topics,
            EventRecords records,
            EventWriter writer,
            Patience patience,
            Clock clock,
            StageMetrics metrics,
            Outcomes outcomes) {
        this.service = service;
        this.group = "muster." + service;
        this.topics = topics;
        this.records = records;
        this.writer = writer;
        this.patience = patience;
        this.clock = clock;
        this.metrics = metrics;
        this.outcomes = outcomes;
    }

    /** Sets {@code record} aside; returns when the broker has acknowledged it. */
    public void setAside(ConsumerRecord<byte[], byte[]> record, Throwable why, int tries, BatchTrace trace) {
        UUID requestId = RequestId.of(group, record.topic(), record.partition(), record.offset());
        LogKeys.of(record, requestId).during(() -> setAside(record, why, tries, requestId, trace));
    }

    private void setAside(
            ConsumerRecord<byte[], byte[]> record, Throwable why, int tries, UUID requestId, BatchTrace trace) {
        LOG.errorf(
                why,
                "record set aside requestId=%s topic=%s partition=%d offset=%d tries=%d",
                requestId,
                record.topic(),
                record.partition(),
                record.offset(),
                tries);
        trace.setAside(record, why, requestId);
        Instant now = clock.instant();
        var out = new ArrayList<ProducerRecord<byte[], byte[]>>();
        out.add(letter(record, why, tries, requestId, now));
        var rejection = rejection(record, requestId, now);
        rejection.ifPresent(event -> out.add(records.of(event, trace.after(record))));
        patience.throughOutages("dead letter", () -> writer.write(out));
        metrics.setAside();
        outcomes.told(rejection.stream().toList());
    }

    private ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> record, Throwable why, int tries, UUID requestId, Instant now) {
        var headers = new RecordHeaders(record.headers().toArray());
        put(headers, Headers.DEAD_REASON, why.toString());
        put(headers, Headers.DEAD_STAGE, service);
        put(headers, Headers.DEAD_TOPIC, record.topic());
        put(headers, Headers.DEAD_PARTITION, String.valueOf(record.partition()));
        put(headers, Headers.DEAD_OFFSET, String.valueOf(record.offset()));
        put(headers, Headers.DEAD_TIME, now.toString());
        put(headers, Headers.DEAD_TRIES, String.valueOf(tries));
        put(headers, Headers.DEAD_REQUEST_ID, requestId.toString());
        return new ProducerRecord<>(topics.deadLetter(service), null, null, record.key(), record.value(), headers);
    }

    /** Empty where the headers name no submission, or where this service decides nothing about submissions. */
    private Optional<DeviceRejected> rejection(ConsumerRecord<byte[], byte[]> record, UUID requestId, Instant now) {
        var by = Arrays.stream(By.values())
                .filter(b -> b.name().equalsIgnoreCase(service))
                .findFirst();
        String submission = Received.header(record, Headers.SUBMISSION);
        String tenant = Received.header(record, Headers.TENANT);
        if (by.isEmpty() || submission == null || tenant == null) {
            return Optional.empty();
        }
        try {
            var id = SubmissionId.parse(submission);
            return Optional.of(DeviceRejected.unexpected(id, tenant, deviceId(record, id), by.get(), requestId, now));
        } catch (IllegalArgumentException e) {
            LOG.warnf("headers name no submission requestId=%s", requestId);
            return Optional.empty();
        }
    }

    private static UUID deviceId(ConsumerRecord<byte[], byte[]> record, SubmissionId submission) {
        if (record.key() == null) {
            return DeviceId.ofUnidentified(submission);
        }
        try {
            return UUID.fromString(new String(record.key(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return DeviceId.ofUnidentified(submission);
        }
    }

    private static void put(RecordHeaders headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
