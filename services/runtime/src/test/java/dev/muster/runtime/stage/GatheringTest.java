package dev.muster.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final TopicPartition HERE = new TopicPartition("rows", 0);
    private static final TopicPartition THERE = new TopicPartition("rows", 1);

    private final Gathering gathering = new Gathering(10, Duration.ofMillis(50));

    @Test
    void waitsForNothingAtFirst() {
        assertThat(gathering.rest(0)).isZero();
    }

    @Test
    void waitsOutTheTimeAfterFew() {
        gathering.given(9, 0, millis(1000));

        assertThat(gathering.rest(millis(1000))).isEqualTo(Duration.ofMillis(50));
        assertThat(gathering.rest(millis(1020))).isEqualTo(Duration.ofMillis(30));
        assertThat(gathering.rest(millis(1050) - 1)).as("whole milliseconds").isEqualTo(Duration.ofMillis(1));
        assertThat(gathering.rest(millis(1050))).isZero();
        assertThat(gathering.rest(millis(9000))).isZero();
    }

    @Test
    void waitsForNothingAfterMany() {
        gathering.given(3, 0, millis(1000));
        gathering.given(10, 0, millis(1010));

        assertThat(gathering.rest(millis(1010))).isZero();
    }

    @Test
    void waitsForNothingWhileMoreLieReady() {
        gathering.given(3, 7, millis(1000));

        assertThat(gathering.rest(millis(1000))).isZero();
    }

    @Test
    void putsTheRecordsOfTwoPollsInOrder() {
        var both = Gathering.both(records(HERE, 4, 5), Gathering.both(records(HERE, 6), records(THERE, 0)));

        assertThat(offsets(both, HERE)).containsExactly(4L, 5L, 6L);
        assertThat(offsets(both, THERE)).containsExactly(0L);
        assertThat(both.nextOffsets())
                .containsOnly(Map.entry(HERE, new OffsetAndMetadata(7)), Map.entry(THERE, new OffsetAndMetadata(1)));
    }

    @Test
    void leavesRecordsThatNothingFollowsAsTheyAre() {
        var records = records(HERE, 4, 5);

        assertThat(Gathering.both(records, ConsumerRecords.empty())).isSameAs(records);
    }

    private static ConsumerRecords<String, String> records(TopicPartition place, long... offsets) {
        var records = Arrays.stream(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(place.topic(), place.partition(), offset, "key", "value"))
                .toList();
        long behind = offsets[offsets.length - 1] + 1;
        return new ConsumerRecords<>(Map.of(place, records), Map.of(place, new OffsetAndMetadata(behind)));
    }

    private static List<Long> offsets(ConsumerRecords<String, String> records, TopicPartition place) {
        return StreamSupport.stream(records.records(place).spliterator(), false)
                .map(ConsumerRecord::offset)
                .toList();
    }

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }
}
