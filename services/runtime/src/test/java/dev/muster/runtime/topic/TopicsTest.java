package dev.muster.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.runtime.stage.Store;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @ParameterizedTest
    @ValueSource(shorts = {3, 5})
    void wantTwoCopiesWrittenWhereThereAreThree(short replication) {
        assertThat(wanted(replication))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.configs()).containsEntry("min.insync.replicas", "2"))
                .allSatisfy(topic -> assertThat(topic.replicationFactor()).isEqualTo(replication));
    }

    @Test
    void goOnWithTheOneCopyThatThereIs() {
        assertThat(wanted(1))
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.configs()).doesNotContainKey("min.insync.replicas"));
    }

    private static List<NewTopic> wanted(int copies) {
        try (var noBroker = new NoBroker(new Store().patience(), copies)) {
            return noBroker.topics().wanted();
        }
    }
}
