package dev.muster.backing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {
    @TempDir
    private Path directory;

    @Test
    void keepsWhatItAcknowledgedWhenKilledAndStartedAgain() throws Exception {
        var settings = BrokerSettings.in(directory);
        try (var broker = Broker.start(settings)) {
            createTopic(broker.bootstrap());
            send(broker.bootstrap(), "kept");
            broker.process().destroyForcibly().waitFor();
            assertThat(Broker.answers(broker.bootstrap())).isFalse();
        }
        Process last;
        try (var again = Broker.start(settings)) {
            last = again.process();
            assertThat(read(again.bootstrap())).containsExactly("kept");
        }
        assertThat(last.isAlive()).isFalse();
    }

    @Test
    void saysWhyItDidNotStart() {
        var settings = BrokerSettings.in(directory).withJvmOptions("-XX:NoSuchOption");
        assertThatThrownBy(() -> Broker.start(settings))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("kafka ended while starting")
                .hasMessageContaining("NoSuchOption");
    }

    private static void createTopic(String bootstrap) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic("devices", 1, (short) 1)))
                    .all()
                    .get(20, SECONDS);
        }
    }

    private static void send(String bootstrap, String value) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "delivery.timeout.ms",
                20_000,
                "request.timeout.ms",
                10_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("devices", "key", value)).get(20, SECONDS);
        }
    }

    private static List<String> read(String bootstrap) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest");
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("devices", 0)));
            consumer.poll(Duration.ofSeconds(15)).forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
