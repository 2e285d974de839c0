package dev.muster.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.stage.Patience;
import dev.muster.runtime.stage.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    private final Patience patience = new Store().patience();
    private final NoBroker noBroker = new NoBroker(patience);

    @AfterEach
    void close() {
        noBroker.close();
    }

    @ParameterizedTest
    @ValueSource(shorts = {3, 5})
    void wantTwoCopiesWrittenWhereThereAreThree(short replication) {
        assertThat(topics(replication).wanted())
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.configs()).containsEntry("min.insync.replicas", "2"))
                .allSatisfy(topic -> assertThat(topic.replicationFactor()).isEqualTo(replication));
    }

    @Test
    void goOnWithTheOneCopyThatThereIs() {
        assertThat(topics((short) 1).wanted())
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.configs()).doesNotContainKey("min.insync.replicas"));
    }

    private Topics topics(short copies) {
        var settings = new TopicSettings() {
            @Override
            public String prefix() {
                return "muster.";
            }

            @Override
            public int partitions() {
                return 1;
            }

            @Override
            public short replication() {
                return copies;
            }
        };
        return new Topics(settings, noBroker.broker(), patience);
    }
}
