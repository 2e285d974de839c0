package dev.muster.runtime.topic;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The one producer of this process. A set of records is written, or it has failed as a whole and can be tried again. */
@ApplicationScoped
public class EventWriter {

    /**
     * How long the producer waits for more records, of an upload that streams: long enough for a few hundred, as each
     * request costs the broker what a hundred records do. Who has no more to come calls {@link #flush}.
     */
    private static final Duration GATHERED = Duration.ofMillis(25);

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, (int) GATHERED.toMillis()),
            Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024),
            Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.LARGEST_DEAD_LETTER),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 32 * 1024 * 1024),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500));

    /** How long a service that stops waits for what it has written and nobody has acknowledged. */
    private static final Duration TO_FINISH = Duration.ofSeconds(2);

    private final Broker broker;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    EventWriter(Broker broker) {
        this.broker = broker;
    }

    /** Writes and waits until the broker has acknowledged every record; throws WriteFailedException where one was not. */
    public void write(List<ProducerRecord<byte[], byte[]>> records) {
        var sending = begin();
        records.forEach(sending::add);
        var ended = sending.end();
        flush();
        await(ended);
    }

    /**
     * Has what was handed over sent at once, not with what comes within {@link #GATHERED}; returns when the broker has
     * answered, whatever it says.
     */
    public void flush() {
        var current = current();
        if (current != null) {
            current.flush();
        }
    }

    /** Begins to send records that are acknowledged as one. */
    public Sending begin() {
        return new Sending();
    }

    /** Waits for what a {@link Sending} ended with; throws what it failed with. */
    public static void await(CompletableFuture<Void> ended) {
        try {
            ended.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Records handed to the producer one by one, so that no more than one of them is in the caller's memory. */
    public final class Sending {

        private final CompletableFuture<Void> done = new CompletableFuture<>();

        /** Records that are not acknowledged yet, and one more until the last was added. */
        private final AtomicInteger open = new AtomicInteger(1);

        private Sending() {}

        /** Hands a record over, waiting only while the producer's buffer is full; after a failure nothing more is sent. */
        public void add(ProducerRecord<byte[], byte[]> record) {
            add(record, written -> {});
        }

        /** The same; {@code written} is told, on the producer's thread, where the record lies once it is acknowledged. */
        public void add(ProducerRecord<byte[], byte[]> record, Consumer<RecordMetadata> written) {
            if (done.isCompletedExceptionally()) {
                return;
            }
            open.incrementAndGet();
            try {
                var current = producer();
                var unused = current.send(record, (metadata, failure) -> {
                    if (failure != null) {
                        renew(current);
                        done.completeExceptionally(new WriteFailedException(failure));
                    } else {
                        written.accept(metadata);
                        countDown();
                    }
                });
            } catch (KafkaException | IllegalStateException e) {
                done.completeExceptionally(new WriteFailedException(e));
            }
        }

        /**
         * Says that there are no more records.
         *
         * @return done when the broker has acknowledged every record, failed with WriteFailedException when one was
         *     refused or was not acknowledged in time
         */
        public CompletableFuture<Void> end() {
            countDown();
            return done;
        }

        private void countDown() {
            if (open.decrementAndGet() == 0) {
                done.complete(null);
            }
        }
    }

    private synchronized @Nullable KafkaProducer<byte[], byte[]> current() {
        return producer;
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            var settings = new HashMap<>(broker.settings());
            settings.putAll(SETTINGS);
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** A producer that has lost a record may be out of step with the broker for good: the next write takes a new one. */
    @SuppressWarnings("ReferenceEquality") // that very producer, not one like it
    private synchronized void renew(KafkaProducer<byte[], byte[]> failed) {
        if (producer == failed) {
            producer = null;
            Thread.ofVirtual().start(() -> failed.close(Duration.ZERO));
        }
    }

    @PreDestroy
    void close() {
        var last = retire();
        if (last != null) {
            last.close(TO_FINISH); // not under the lock: a write that fails now asks for it
        }
    }

    private synchronized @Nullable KafkaProducer<byte[], byte[]> retire() {
        var last = producer;
        producer = null;
        return last;
    }
}
