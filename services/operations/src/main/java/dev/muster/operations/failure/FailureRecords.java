package dev.muster.operations.failure;

import dev.muster.model.event.DeviceRejected;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.topic.Headers;
import dev.muster.runtime.stage.Received;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads what is listed of a record on a failure topic. */
final class FailureRecords {

    private static final int LONGEST = 300;
    private static final int TRACE_FROM = 3;
    private static final int TRACE_TO = 35;

    private FailureRecords() {}

    /** The row of a rejection. */
    static FailureRow rejection(ConsumerRecord<byte[], byte[]> record, DeviceRejected event) {
        return new FailureRow(
                FailureRow.REJECTED,
                place(record),
                event.decidedAt(),
                event.code().code(),
                event.rejectedBy().name().toLowerCase(Locale.ROOT),
                plain(event.tenant()),
                event.submission().registration(),
                event.submission().toString(),
                event.deviceId().toString(),
                event.requestId(),
                null);
    }

    /**
     * The row of a dead letter of {@code service}. Never fails, whatever its headers are: nobody would set it aside any
     * more.
     */
    static FailureRow deadLetter(ConsumerRecord<byte[], byte[]> record, String service) {
        String submission = text(record, Headers.SUBMISSION);
        var id = parsed(submission, SubmissionId::parse);
        String stage = text(record, Headers.DEAD_STAGE);
        Instant at = parsed(text(record, Headers.DEAD_TIME), Instant::parse);
        return new FailureRow(
                FailureRow.DEAD_LETTER,
                place(record),
                at == null ? Instant.ofEpochMilli(record.timestamp()) : at,
                FailureCode.UNEXPECTED_ERROR.code(),
                stage == null ? service : stage,
                text(record, Headers.TENANT),
                id == null ? null : id.registration(),
                submission,
                id == null ? null : key(record),
                parsed(text(record, Headers.DEAD_REQUEST_ID), UUID::fromString),
                letter(record, service));
    }

    private static FailureRow.Letter letter(ConsumerRecord<byte[], byte[]> record, String service) {
        Integer count = parsed(text(record, Headers.REPLAY_COUNT), Integer::valueOf);
        return new FailureRow.Letter(
                service + "-" + record.partition() + "-" + record.offset(),
                kind(text(record, Headers.DEAD_REASON)),
                parsed(text(record, Headers.DEAD_TRIES), Integer::valueOf),
                text(record, Headers.DEAD_TOPIC),
                parsed(text(record, Headers.DEAD_PARTITION), Integer::valueOf),
                parsed(text(record, Headers.DEAD_OFFSET), Long::valueOf),
                trace(text(record, Headers.TRACEPARENT)),
                count == null ? 0 : Math.max(0, count),
                text(record, Headers.REPLAY_OF));
    }

    private static Place place(ConsumerRecord<byte[], byte[]> record) {
        return new Place(record.topic(), record.partition(), record.offset());
    }

    /** The kind of the exception: its message may quote what is not for the list. */
    private static @Nullable String kind(@Nullable String reason) {
        return reason == null ? null : reason.split(":", 2)[0];
    }

    private static @Nullable String trace(@Nullable String traceparent) {
        return traceparent == null || traceparent.length() < TRACE_TO
                ? null
                : traceparent.substring(TRACE_FROM, TRACE_TO);
    }

    private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : plain(new String(record.key(), StandardCharsets.UTF_8));
    }

    private static @Nullable String text(ConsumerRecord<byte[], byte[]> record, String header) {
        String text = Received.header(record, header);
        return text == null ? null : plain(text);
    }

    /** Without what no column takes, and no longer than a list can show. */
    private static String plain(String text) {
        String plain = text.replace("\0", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    private static <T> @Nullable T parsed(@Nullable String text, Function<String, T> parse) {
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }
}
