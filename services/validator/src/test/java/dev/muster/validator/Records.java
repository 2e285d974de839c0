package dev.muster.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.testing.Backing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records as they are on the broker. */
final class Records {

    private Records() {}

    /** Writes records so that a consumer gets them at once: the producer waits until it has all of them. */
    static List<RecordMetadata> sendTogether(List<ProducerRecord<byte[], byte[]>> records)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Backing.parts().broker().bootstrap(),
                "linger.ms", 1000,
                "batch.size", 2_000_000,
                "max.request.size", 2_000_000);
        var written = new ArrayList<RecordMetadata>();
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            for (var one : sent) {
                written.add(one.get());
            }
        }
        return written;
    }

    /** The headers as text; the last one where there are several of a name. */
    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}
