package dev.muster.operations.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.model.topic.Headers;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Turns a dead letter back into the record that it was. */
final class ReplayRecords {

    private static final Set<String> OF_THE_LETTER = Set.of(
            Headers.DEAD_REASON,
            Headers.DEAD_TOPIC,
            Headers.DEAD_PARTITION,
            Headers.DEAD_OFFSET,
            Headers.DEAD_STAGE,
            Headers.DEAD_TIME,
            Headers.DEAD_TRIES,
            Headers.DEAD_REQUEST_ID,
            Headers.REPLAY_ID,
            Headers.REPLAY_OF,
            Headers.REPLAY_COUNT);

    private ReplayRecords() {}

    /** The same key, value and headers, in the same place, and headers for which replay of what it is. */
    static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> letter, UUID replay, SendingStore.Due due) {
        var headers = new RecordHeaders();
        letter.headers().forEach(header -> {
            if (!OF_THE_LETTER.contains(header.key())) {
                headers.add(header);
            }
        });
        headers.add(Headers.REPLAY_ID, replay.toString().getBytes(UTF_8));
        headers.add(Headers.REPLAY_OF, due.letter().getBytes(UTF_8));
        headers.add(Headers.REPLAY_COUNT, String.valueOf(due.count()).getBytes(UTF_8));
        return new ProducerRecord<>(due.topic(), due.partition(), null, letter.key(), letter.value(), headers);
    }
}
