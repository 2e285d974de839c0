package dev.muster.operations.watch;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static dev.muster.operations.Operator.metric;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that read nothing by themselves: their offsets are committed by hand. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(90)
class LagTest {

    private static final String TOPIC = "muster.device.checked-in.v1";
    private static final String OTHER_TOPIC = "muster.device.submitted.v1";
    private static final double HOUR = 3600;

    @Inject
    Groups groups;

    @TestHTTPResource("/v1/operations/lag")
    URI address;

    private final TopicProbe probe = new TopicProbe();
    private final String group = "muster.test-" + UUID.randomUUID();
    private boolean committed;

    @AfterEach
    void close() throws Exception {
        probe.close();
        if (committed) {
            try (var admin = admin()) {
                admin.deleteConsumerGroups(List.of(group)).all().get();
            }
        }
    }

    @Test
    void isWhatTheBrokerSaysInRecordsAndAsOldAsTheOldestUnreadRecord() throws Exception {
        long first = send(Instant.now().minusSeconds(7200), 0);
        send(Instant.now().minusSeconds(3600), 0);
        send(Instant.now(), 0);

        commit(first + 1);

        eventually(() -> assertThat(partition().get("lag")).isEqualTo(2));
        eventually(() -> assertThat((Number) partition().get("lagSeconds"))
                .satisfies(age -> assertThat(age.doubleValue()).isBetween(HOUR, HOUR + 120)));
        assertThat(partition()).containsEntry("committed", (int) first + 1).containsEntry("end", (int) first + 3);
        eventually(() ->
                assertThat(metric("muster_consumer_lag_records{" + labels())).isEqualTo(2));
        assertThat(metric("muster_consumer_lag_seconds{" + labels())).isBetween(HOUR, HOUR + 120);
        assertThat(metric("muster_consumer_lag_retention_ratio{" + labels())).isBetween(0.0, 0.01);

        commit(first + 3);

        eventually(() -> assertThat(partition()).containsEntry("lag", 0).containsEntry("lagSeconds", 0.0f));
        eventually(() ->
                assertThat(metric("muster_consumer_lag_seconds{" + labels())).isZero());
    }

    @Test
    void isTheAgeOfTheFirstOfABurstThatCameAfterIdleHours() throws Exception {
        var place = new TopicPartition(OTHER_TOPIC, 0);
        long first = send(Instant.now().minusSeconds(7200), place);
        commitAt(place, first);
        eventually(() -> assertThat(partition(0).get("lag")).isEqualTo(1));
        for (int i = 0; i < 3; i++) {
            send(Instant.now(), place);
        }

        commitAt(place, first + 1);

        eventually(() -> assertThat(partition(0)).containsEntry("committed", (int) first + 1));
        eventually(() -> assertThat((Number) partition(0).get("lagSeconds"))
                .satisfies(age -> assertThat(age.doubleValue()).isBetween(0.001, 120.0)));
    }

    @Test
    void isNotBlindedByARecordWhoseClockIsAhead() throws Exception {
        var place = new TopicPartition(OTHER_TOPIC, 1);
        long first = send(Instant.now().plusSeconds(1800), place);
        commitAt(place, first);
        eventually(() -> assertThat(partition(1).get("lag")).isEqualTo(1));
        send(Instant.now().minusSeconds(3600), place);

        commitAt(place, first + 1);

        eventually(() -> assertThat((Number) partition(1).get("lagSeconds"))
                .satisfies(age -> assertThat(age.doubleValue()).isBetween(HOUR, HOUR + 120)));
    }

    @Test
    void leavesOutAPartitionThatDoesNotAnswerAndNoOther() throws Exception {
        var there = new TopicPartition(TOPIC, 2);
        var silent = new TopicPartition("muster.nobody-made-this", 0);

        assertThat(groups.answered(List.of(there, silent), OffsetSpec.latest())).containsOnlyKeys(there);
        assertThatThrownBy(() -> groups.answered(List.of(silent), OffsetSpec.latest()))
                .isInstanceOf(ExecutionException.class);
    }

    @Test
    void isMeasuredByHowLongTheTopicKeepsItsRecordsNow() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, "muster.ingest.dead-letter.v1");
        try (var admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            topic,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "5400000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }

        eventually(() -> assertThat(groups.retention(List.of(topic.name(), "muster.control.v1", TOPIC)))
                .containsOnly(
                        entry(topic.name(), Optional.of(Duration.ofMinutes(90))),
                        entry("muster.control.v1", Optional.empty()),
                        entry(TOPIC, Optional.of(Duration.ofDays(30)))));
    }

    @Test
    void isStalledOnceAWindowHasGoneByWithoutAMoveAndFineAgainAfterOne() throws Exception {
        long first = send(Instant.now(), 1);
        commitAt(1, first);

        eventually(() -> assertThat(partition(1).get("state")).isEqualTo("STALLED"));
        assertThat(group().get("state")).isEqualTo("STALLED");
        eventually(() -> assertThat(metric("muster_consumer_state{group=\"" + group + "\",partition=\"1\""))
                .isEqualTo(2));

        commitAt(1, first + 1);

        eventually(() -> assertThat(partition(1).get("state")).isEqualTo("OK"));
    }

    @Test
    void warnsOfRecordsThatMayBeDeletedUnread() throws Exception {
        long first = send(Instant.now().minusSeconds(16 * 24 * 3600), 2);
        send(Instant.now().minusSeconds(16 * 24 * 3600), 2);
        commitAt(2, first);

        eventually(() -> assertThat(partition(2).get("state")).isIn("WARN", "STALLED"));
        eventually(
                () -> assertThat(metric("muster_consumer_lag_retention_ratio{group=\"" + group + "\",partition=\"2\""))
                        .isBetween(0.5, 0.6));
    }

    @Test
    void isToldOfTheFourServicesThoughTheyHaveNeverRead() {
        eventually(() -> assertThat(json("/lag").getList("groups.group"))
                .contains("muster.validator", "muster.claim", "muster.status", "muster.operations"));
        assertThat(json("/lag").getString("at")).isNotNull();
    }

    @Test
    void isStreamedAsItChanges() throws Exception {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + Tokens.of("operations", "operator"))
                .header("Accept", "text/event-stream")
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        var times = new ArrayList<String>();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            while (times.size() < 3) {
                String line = lines.readLine();
                if (line.startsWith("data:")) {
                    times.add(new ObjectMapper()
                            .readTree(line.substring(5))
                            .path("at")
                            .asText());
                }
            }
        }
        assertThat(times).doesNotHaveDuplicates();
    }

    private String labels() {
        return "group=\"" + group + "\",partition=\"0\"";
    }

    private Map<String, Object> group() {
        return json("/lag").getMap("groups.find { it.group == '" + group + "' }");
    }

    private Map<String, Object> partition() {
        return partition(0);
    }

    private Map<String, Object> partition(int number) {
        return json("/lag")
                .getMap("groups.find { it.group == '%s' }.partitions.find { it.partition == %d }"
                        .formatted(group, number));
    }

    private long send(Instant time, int partition) {
        return send(time, new TopicPartition(TOPIC, partition));
    }

    private long send(Instant time, TopicPartition place) {
        return probe.send(new ProducerRecord<>(
                        place.topic(), place.partition(), time.toEpochMilli(), null, "x".getBytes(UTF_8)))
                .offset();
    }

    private void commit(long offset) throws Exception {
        commitAt(0, offset);
    }

    private void commitAt(int partition, long offset) throws Exception {
        commitAt(new TopicPartition(TOPIC, partition), offset);
    }

    private void commitAt(TopicPartition place, long offset) throws Exception {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        try (var admin = admin()) {
            offsets.put(place, new OffsetAndMetadata(offset));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
            committed = true;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()));
    }
}
