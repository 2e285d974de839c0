package dev.muster.operations.watch;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static dev.muster.operations.Operator.metric;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups that read nothing by themselves: their offsets are committed by hand. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(90)
class LagTest {

    private static final String TOPIC = "muster.device.checked-in.v1";
    private static final double HOUR = 3600;

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
        return probe.send(new ProducerRecord<>(TOPIC, partition, time.toEpochMilli(), null, "x".getBytes(UTF_8)))
                .offset();
    }

    private void commit(long offset) throws Exception {
        commitAt(0, offset);
    }

    private void commitAt(int partition, long offset) throws Exception {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        try (var admin = admin()) {
            offsets.put(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
            committed = true;
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()));
    }
}
