package dev.muster.operations.watch;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static dev.muster.operations.Operator.metric;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import dev.muster.backing.FreePorts;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A group whose partition of the broker's own topic of groups lies on a second broker, which is killed. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(150)
class NoCoordinatorTest {

    private static final int SECOND = 2;
    private static final TopicPartition READ = new TopicPartition("muster.device.checked-in.v1", 0);

    /** As many as a broker for tests has. */
    private static final int PARTITIONS_OF_GROUPS = 4;

    private final String group = Stream.generate(() -> "muster.test-" + UUID.randomUUID())
            .filter(name -> partition(name) != partition("muster.operations"))
            .findFirst()
            .orElseThrow();

    @Test
    void showsTheLastFiguresOfAGroupThatTheBrokerSaysNothingOf() throws Exception {
        var settings = second();
        var broker = Broker.start(settings);
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()))) {
            admin.alterConsumerGroupOffsets(group, Map.of(READ, new OffsetAndMetadata(0)))
                    .all()
                    .get();
            move(admin, SECOND);
            eventually(() -> assertThat(shown().get("state")).isNotNull());

            broker.process().destroyForcibly().waitFor();

            eventually(() -> assertThat(shown()).containsKey("asOf").doesNotContainKey("state"));
            assertThat((List<?>) shown().get("partitions")).isNotEmpty();
            assertThat(json("/lag").getString("groups.find { it.group == 'muster.operations' }.state"))
                    .isNotNull();
            eventually(() -> assertThat(metric("muster_consumer_unknown{group=\"" + group))
                    .isEqualTo(1));

            broker = Broker.start(settings);

            eventually(() -> assertThat(shown()).containsKey("state").doesNotContainKey("asOf"));
            move(admin, 1);
            eventually(() -> admin.deleteConsumerGroups(List.of(group)).all().get());
            eventually(() -> assertThat(json("/lag").getList("groups.group")).doesNotContain(group));
        } finally {
            broker.close();
        }
    }

    private Map<String, Object> shown() {
        return json("/lag").getMap("groups.find { it.group == '" + group + "' }");
    }

    private void move(Admin admin, int broker) throws Exception {
        var groups = new TopicPartition("__consumer_offsets", partition(group));
        eventually(() -> admin.alterPartitionReassignments(
                        Map.of(groups, Optional.of(new NewPartitionReassignment(List.of(broker)))))
                .all()
                .get());
        eventually(() -> assertThat(
                        admin.listPartitionReassignments().reassignments().get())
                .isEmpty());
    }

    private static int partition(String group) {
        return Utils.abs(group.hashCode()) % PARTITIONS_OF_GROUPS; // as the broker does
    }

    /** A broker of the same cluster. */
    private static BrokerSettings second() throws IOException {
        Path first = Backing.parts().directory().resolve("kafka");
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(first.resolve("data.properties"))) {
            properties.load(reader);
        }
        var cluster = new Properties();
        try (var reader = Files.newBufferedReader(first.resolve("data/meta.properties"))) {
            cluster.load(reader);
        }
        Path own = Backing.parts().directory().resolve("kafka-2");
        Files.createDirectories(own.resolve("data"));
        Files.writeString(
                own.resolve("data/meta.properties"),
                "version=1\ncluster.id=%s\nnode.id=%d\ndirectory.id=%s\n"
                        .formatted(cluster.getProperty("cluster.id"), SECOND, Uuid.randomUuid()),
                UTF_8);
        int port = FreePorts.any();
        return BrokerSettings.in(own)
                .withPort(port)
                .with("process.roles", "broker")
                .with("node.id", String.valueOf(SECOND))
                .with("listeners", "PLAINTEXT://127.0.0.1:" + port)
                .with("controller.quorum.voters", properties.getProperty("controller.quorum.voters"));
    }
}
