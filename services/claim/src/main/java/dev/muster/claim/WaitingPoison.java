package dev.muster.claim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.topic.Headers;
import dev.muster.model.topic.Topic;
import dev.muster.runtime.stage.DeadLetters;
import dev.muster.runtime.stage.Received;
import dev.muster.runtime.topic.TopicReader;
import dev.muster.runtime.topic.Topics;
import dev.muster.runtime.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside a row that waits and that cannot be decided though everything answers, as any record is: the record that it
 * came with, as its topic keeps it; once the topic no longer does, as the ledger has kept it. While it is there and cannot
 * be read, the row waits on.
 */
@ApplicationScoped
class WaitingPoison {

    /** Meanwhile no other process does the same; a process that dies over it is made up for after this. */
    private static final Duration PUT_OFF = Duration.ofMinutes(10);

    private final LedgerStore ledger;
    private final DeadLetters deadLetters;
    private final TopicReader reader;
    private final Tracing tracing;
    private final String topic;
    private final Clock clock;

    WaitingPoison(
            LedgerStore ledger,
            DeadLetters deadLetters,
            TopicReader reader,
            Tracing tracing,
            Topics topics,
            Clock clock) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.reader = reader;
        this.tracing = tracing;
        this.topic = topics.name(Topic.DEVICE_VALIDATED);
        this.clock = clock;
    }

    /** Sets {@code row} aside and forgets that it waits; false where another process does so. */
    boolean setAside(WaitingRow row, Throwable why, int tries) {
        if (!ledger.putOff(row, clock.instant().plus(PUT_OFF))) {
            return false;
        }
        var record = record(row);
        try (var trace = tracing.begin(List.of(record))) {
            deadLetters.setAside(record, why, tries, trace);
        }
        ledger.forgetRows(List.of(row.cause()));
        return true;
    }

    private ConsumerRecord<byte[], byte[]> record(WaitingRow row) {
        var place = new TopicReader.Place(row.origin().partition(), row.origin().offset());
        var kept = reader.read(topic, List.of(place)).get(place);
        if (kept == null && reader.isKept(topic, place)) {
            throw new IllegalStateException("the record of a waiting row is there and cannot be read now");
        }
        return kept != null && row.cause().toString().equals(Received.header(kept, Headers.SUBMISSION))
                ? kept
                : rebuilt(row);
    }

    private ConsumerRecord<byte[], byte[]> rebuilt(WaitingRow row) {
        var record = new ConsumerRecord<>(
                topic,
                row.origin().partition(),
                row.origin().offset(),
                row.deviceId().toString().getBytes(UTF_8),
                row.event().getBytes(UTF_8));
        put(record, Headers.CONTENT_TYPE, "application/json");
        put(record, Headers.TRACEPARENT, row.origin().trace());
        put(record, Headers.TENANT, row.tenant());
        put(record, Headers.SUBMISSION, row.cause().toString());
        return record;
    }

    private static void put(ConsumerRecord<byte[], byte[]> record, String header, @Nullable String value) {
        if (value != null) {
            record.headers().add(header, value.getBytes(UTF_8));
        }
    }
}
