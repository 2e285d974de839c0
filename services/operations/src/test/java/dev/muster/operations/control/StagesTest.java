package dev.muster.operations.control;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.get;
import static dev.muster.operations.Operator.items;
import static dev.muster.operations.Operator.json;
import static dev.muster.operations.Operator.metric;
import static dev.muster.operations.Operator.post;
import static dev.muster.operations.Operator.put;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.operations.Letters;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** This service's own stage, which is paused and moved as any other is. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class StagesTest {

    private static final String REJECTED = "muster.device.rejected.v1";

    private final TopicProbe probe = new TopicProbe();
    private final UUID upload = Uuids.timeOrdered(Instant.now());

    @AfterEach
    void goOn() {
        pause(false);
        probe.close();
    }

    @Test
    void processesNothingWhileItPausesAndStaysReadyAndGoesOn() {
        pause(true);
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(given().get("/q/health/ready").asString()).contains("\"paused\": true");
        assertThat(json("/stages").getMap("find { it.stage == 'operations' }"))
                .containsEntry("paused", true)
                .containsEntry("requestedBy", "someone");
        reject(2);
        eventually(() -> assertThat(metric("muster_consumer_lag_records{group=\"muster.operations\""))
                .isNotNaN());
        eventually(() -> assertThat(lagOfRejected()).isPositive());
        assertThat(items("/failures?registration=" + upload)).isEmpty();

        pause(false);

        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(1));
    }

    @Test
    void isMovedOnlyWhileItPauses() {
        pause(false);

        var answer = post("/stages/operations/position", "{\"to\":\"earliest\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("urn:muster:problem:stage-not-paused");
    }

    @Test
    void isMovedBackAndReadsAgainToTheSameEnd() throws Exception {
        reject(2);
        reject(3);
        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(2));
        eventually(() -> assertThat(sum(committed())).isEqualTo(sum(ends())));
        var before = committed();
        var dry = post(
                        "/stages/operations/position",
                        "{\"to\":\"earliest\",\"topic\":\"" + REJECTED + "\",\"dryRun\":true}")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(dry.getList("partitions.readAgain", Long.class).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(sum(before));
        assertThat(committed()).isEqualTo(before);
        pause(true);
        reject(4); // held back, fetched perhaps

        var moved = post("/stages/operations/position", "{\"to\":\"earliest\",\"topic\":\"" + REJECTED + "\"}")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(moved.getBoolean("done")).isTrue();
        assertThat(committed().values()).containsOnly(0L);
        assertThat(items("/failures?registration=" + upload)).hasSize(2);

        pause(false);

        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(3));
        eventually(() -> assertThat(sum(committed())).isEqualTo(sum(before) + 1));
    }

    @Test
    void isMovedOnAndLeavesOutWhatLiesBetween() {
        eventually(() -> assertThat(sum(committed())).isEqualTo(sum(ends())));
        pause(true);
        reject(2);
        eventually(() -> assertThat(lagOfRejected()).isPositive());

        var moved = post("/stages/operations/position", "{\"to\":\"latest\",\"topic\":\"" + REJECTED + "\"}");

        assertThat(moved.jsonPath().getBoolean("done")).isTrue();
        reject(3);
        pause(false);
        eventually(() -> assertThat(items("/failures?registration=" + upload)).hasSize(1));
        assertThat(items("/failures?registration=" + upload).getFirst()).containsEntry("submission", row(3).toString());
    }

    @Test
    void isMovedToATime() {
        pause(true);
        reject(2);

        var moved = post(
                        "/stages/operations/position",
                        "{\"to\":\"time\",\"time\":\"2099-01-01T00:00:00Z\",\"topic\":\"" + REJECTED
                                + "\",\"dryRun\":true}")
                .jsonPath();

        assertThat(moved.getList("partitions.skipped", Long.class)).anyMatch(skipped -> skipped > 0);
        assertThat(moved.getList("partitions.readAgain", Long.class)).containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/stages/operations/position;{};400",
                "/stages/operations/position;{\"to\":\"somewhere\"};400",
                "/stages/operations/position;{\"to\":\"time\"};400",
                "/stages/operations/position;{\"to\":\"offset\",\"offset\":3};400",
                "/stages/operations/position;{\"to\":\"earliest\",\"topic\":\"nobody.reads.it\"};400",
                "/stages/nobody/position;{\"to\":\"earliest\"};404"
            })
    void refusesWhatMakesNoSense(String path, String body, int status) {
        assertThat(post(path, body).statusCode()).isEqualTo(status);
    }

    @Test
    void pausesNothingThatIsNoStage() {
        assertThat(put("/stages/nobody", "{\"paused\":true}").statusCode()).isEqualTo(404);
        assertThat(put("/stages/operations", "{}").statusCode()).isEqualTo(400);
        assertThat(get("/stages").jsonPath().getList("stage"))
                .containsExactly("validator", "claim", "status", "operations");
    }

    /** Returns once this process has heard of it. */
    private static void pause(boolean paused) {
        put("/stages/operations", "{\"paused\":" + paused + "}").then().statusCode(202);
        eventually(() -> assertThat(metric("muster_stage_paused")).isEqualTo(paused ? 1 : 0));
    }

    private void reject(int line) {
        probe.send(Letters.rejected("contoso", row(line), FailureCode.SAMPLE_DATA, Instant.now()));
    }

    private static long lagOfRejected() {
        return json("/lag")
                .getList(
                        "groups.find { it.group == 'muster.operations' }.partitions.findAll { it.topic == '" + REJECTED
                                + "' }.lag",
                        Long.class)
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Map<TopicPartition, Long> committed() throws Exception {
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()))) {
            return admin
                    .listConsumerGroupOffsets("muster.operations")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().topic().equals(REJECTED) && entry.getValue() != null)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static Map<TopicPartition, Long> ends() throws Exception {
        try (var admin = Admin.create(
                Map.of("bootstrap.servers", Backing.parts().broker().bootstrap()))) {
            var wanted = IntStream.range(0, 3)
                    .mapToObj(partition -> new TopicPartition(REJECTED, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(wanted).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private SubmissionId row(int line) {
        return new SubmissionId(upload, 1, line);
    }
}
