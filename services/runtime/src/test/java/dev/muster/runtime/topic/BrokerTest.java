package dev.muster.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.stage.Store;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BrokerTest {

    private final NoBroker noBroker = new NoBroker(new Store().patience());

    @AfterEach
    void close() {
        noBroker.close();
    }

    @Test
    void doesNotAnswerWhereThereIsNone() {
        assertThat(noBroker.broker().answers()).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void isToBlameForWhatANewTryCanCure(Throwable failure, boolean toBlame) {
        assertThat(noBroker.broker().isToBlameFor(failure)).isEqualTo(toBlame);
    }

    static Stream<Arguments> isToBlameForWhatANewTryCanCure() {
        return Stream.of(
                Arguments.of(new TimeoutException("no answer"), true),
                Arguments.of(new NotLeaderOrFollowerException("moved"), true),
                Arguments.of(new WriteFailedException(new TimeoutException("no answer")), true),
                Arguments.of(new WriteFailedException(new IllegalStateException("closed")), true),
                Arguments.of(new WriteFailedException(new RecordTooLargeException("2 MB")), false),
                Arguments.of(new RecordTooLargeException("2 MB"), false),
                Arguments.of(new SerializationException("junk"), false),
                Arguments.of(new IllegalArgumentException("junk"), false));
    }
}
