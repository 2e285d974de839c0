package dev.muster.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RecordTooLargeException("2 MB"), true),
                Arguments.of(new RecordBatchTooLargeException("2 MB"), true),
                Arguments.of(new InvalidRecordException("no key"), true),
                Arguments.of(new InvalidTimestampException("far ahead"), true),
                Arguments.of(new TimeoutException("nobody there"), false),
                Arguments.of(new NotLeaderOrFollowerException("elsewhere"), false),
                Arguments.of(new TopicAuthorizationException("muster.device.validated.v1"), false),
                Arguments.of(new KafkaException("part of a batch which had one more invalid records"), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheFaultOfARecordOnlyWhereThatRecordIsAtFault(RuntimeException cause, boolean refused) {
        assertThat(Refusal.isOfTheRecord(new IllegalStateException(cause))).isEqualTo(refused);
        assertThat(Refusal.isOfTheRecord(cause)).isEqualTo(refused);
    }
}
