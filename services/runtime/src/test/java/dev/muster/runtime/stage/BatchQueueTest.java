package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final TopicPartition PLACE = new TopicPartition("rows", 0);

    private int news;
    private final BatchQueue queue = new BatchQueue(() -> news++);

    @Test
    void givesWhatLiesAheadAndThenWaits() {
        queue.offer(records(0, 2));
        assertThat(queue.isFull()).isTrue();

        assertThat(queue.next())
                .isCompletedWithValueMatching(batch -> batch.records().count() == 2);
        assertThat(queue.isFull()).isFalse();
        assertThat(news).as("there is room").isEqualTo(1);

        var waiting = queue.next().toCompletableFuture();
        assertThat(waiting).isNotDone();
        queue.offer(records(2, 1));
        assertThat(waiting).isCompleted();
        assertThat(queue.isFull()).isFalse();
    }

    @Test
    void hasOffsetsOfWhatIsDoneOnce() {
        given(0, 2).done();
        assertThat(queue.takeDone()).isEqualTo(behind(2));
        assertThat(queue.takeDone()).isEmpty();
    }

    @Test
    void hasOffsetsAgainThatCouldNotBeCommitted() {
        given(0, 2).done();
        queue.putBack(queue.takeDone());
        assertThat(queue.takeDone()).isEqualTo(behind(2));
    }

    /** Else the group would go back, and stand there until something new comes. */
    @Test
    void goesBackToNoOffsetBehindWhichOneWasCommittedSince() {
        given(0, 2).done();
        var first = queue.takeDone();
        given(2, 2).done();
        assertThat(queue.takeDone()).isEqualTo(behind(4));

        queue.putBack(first);

        assertThat(queue.takeDone()).isEmpty();
    }

    @Test
    void hasNothingOfPartitionsThatHaveChangedHands() {
        var underWay = given(0, 2);
        given(2, 2).done();
        var taken = queue.takeDone();
        queue.offer(records(4, 2));

        queue.forget();
        underWay.done();
        queue.putBack(taken);

        assertThat(queue.isFull()).isFalse();
        assertThat(queue.takeDone()).isEmpty();
    }

    @Test
    void takesNothingMoreOnceABatchHasFailed() {
        var first = given(0, 2);
        var second = given(2, 2);
        queue.offer(records(4, 2));

        first.failed(new IllegalStateException("not now"));
        second.done();
        queue.offer(records(6, 2));

        assertThat(queue.isBroken()).isTrue();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.takeDone()).isEmpty();

        queue.mend();
        queue.offer(records(0, 2));
        assertThat(queue.isFull()).isTrue();
    }

    private BatchQueue.Batch given(long from, int count) {
        var batch = queue.next().toCompletableFuture();
        queue.offer(records(from, count));
        return batch.join();
    }

    private static Map<TopicPartition, OffsetAndMetadata> behind(long offset) {
        return Map.of(PLACE, new OffsetAndMetadata(offset));
    }

    private static ConsumerRecords<byte[], byte[]> records(long from, int count) {
        byte[] value = "row".getBytes(StandardCharsets.UTF_8);
        List<ConsumerRecord<byte[], byte[]>> records = LongStream.range(from, from + count)
                .mapToObj(offset -> new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), offset, value, value))
                .toList();
        return new ConsumerRecords<>(Map.of(PLACE, records), behind(from + count));
    }
}
