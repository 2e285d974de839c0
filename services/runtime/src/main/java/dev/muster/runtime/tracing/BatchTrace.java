package dev.muster.runtime.tracing;

import dev.muster.runtime.topic.TraceParent;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The step that the processing of a batch is, in each of the traces that its records belong to; closed at its end. */
public interface BatchTrace extends AutoCloseable {

    /** Records nothing. */
    BatchTrace NONE = new BatchTrace() {
        @Override
        public TraceParent after(ConsumerRecord<byte[], byte[]> record) {
            return TraceParent.of(record);
        }

        @Override
        public void setAside(ConsumerRecord<byte[], byte[]> record, Throwable why, UUID requestId) {}

        @Override
        public void close() {}
    };

    /** What the records that follow from {@code record} carry on. */
    TraceParent after(ConsumerRecord<byte[], byte[]> record);

    /** Notes that {@code record} could not be processed; of {@code why} no more than its kind. */
    void setAside(ConsumerRecord<byte[], byte[]> record, Throwable why, UUID requestId);

    @Override
    void close();
}
