package dev.muster.status;

import static dev.muster.status.Answers.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Event;
import dev.muster.model.topic.Headers;
import dev.muster.status.MemoryTables.Placed;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class StatusServiceTest {

    private static final String DEAD_LETTERS = "muster.status.dead-letter.v1";

    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);

    @AfterEach
    void close() {
        probe.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/registrations",
                "/v1/registrations/0192f3a4-5b6c-7d8e-9f01-23456789abcd",
                "/v1/registrations/0192f3a4-5b6c-7d8e-9f01-23456789abcd/failures",
                "/v1/registrations/0192f3a4-5b6c-7d8e-9f01-23456789abcd/progress",
                "/v1/devices",
                "/v1/devices/0192f3a4-5b6c-7d8e-9f01-23456789abcd",
                "/v1/devices/summary",
                "/v1/devices/0192f3a4-5b6c-7d8e-9f01-23456789abcd/history",
                "/v1/releases/0192f3a4-5b6c-7d8e-9f01-23456789abcd"
            })
    void answersOnlyReaders(String path) {
        given().get(path).then().statusCode(401).body("status", equalTo(401));
        var forged = Tokens.signedByAnother(tenant, "reader");
        given().auth().oauth2(forged).get(path).then().statusCode(401);
        var wrongRole = Tokens.of(tenant, "registrar", "supplier", "operator");
        given().auth().oauth2(wrongRole).get(path).then().statusCode(403).body("status", equalTo(403));
        var noTenant = Tokens.of("", "reader");
        given().auth().oauth2(noTenant).get(path).then().statusCode(403);
    }

    @Test
    void answersAPartnerForTheTenantsThatItMayActFor() {
        var upload = Upload.of(tenant);
        probe.send(upload.opened(1));
        eventually(() -> assertThat(answers.items("/v1/registrations")).hasSize(1));
        var partner = Tokens.sign(Tokens.claims("partner-1", "reader").claim("delegations", List.of(tenant)));

        var acting = given().auth().oauth2(partner).header("Muster-Tenant", tenant);
        acting.get("/v1/registrations/{id}", upload.id()).then().statusCode(200);
        var overreaching = given().auth().oauth2(partner).header("Muster-Tenant", "somebody-else");
        overreaching.get("/v1/registrations/{id}", upload.id()).then().statusCode(403);
        given().auth()
                .oauth2(partner)
                .get("/v1/registrations/{id}", upload.id())
                .then()
                .statusCode(404);
    }

    @Test
    void saysHowItIs() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'dependencies' }.data.kafka", equalTo("answers"))
                .body("checks.find { it.name == 'dependencies' }.data.postgresql", equalTo("answers"));
        given().get("/q/metrics").then().statusCode(200).body(containsString("muster_stage_batch_size"));
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/v1/devices", "/v1/registrations/{id}/progress"));
    }

    @Test
    void tellsWhatBecameOfARelease() {
        var granted = UUID.randomUUID();
        var refused = UUID.randomUUID();
        var device = UUID.randomUUID();
        answers.response("/v1/releases/{id}", granted).then().statusCode(404).header("Retry-After", "1");

        probe.send(requested(granted, device), requested(refused, device));
        eventually(() -> assertThat(release(granted))
                .isEqualTo(Map.of("id", granted.toString(), "deviceId", device.toString(), "state", "pending")));

        probe.send(
                new DeviceReleased(granted, tenant, null, device, 2, Instant.now()),
                new DeviceReleaseRefused(refused, tenant, null, device, 3, "not-yours", Instant.now()));
        eventually(() ->
                assertThat(release(granted)).containsEntry("state", "released").doesNotContainKey("code"));
        eventually(() ->
                assertThat(release(refused)).containsEntry("state", "refused").containsEntry("code", "not-yours"));
        new Answers(Upload.newTenant())
                .response("/v1/releases/{id}", granted)
                .then()
                .statusCode(404);
    }

    @Test
    void setsAsideWhatItCannotReadAndAppliesTheRestOfTheBatch() {
        var upload = Upload.of(tenant);
        var poison = ("not an event of " + tenant).getBytes(StandardCharsets.UTF_8);
        var key = "key".getBytes(StandardCharsets.UTF_8);
        probe.send(upload.row(2, "SN-1").claimed(1), upload.row(3, "SN-2").claimed(1));
        var at = probe.send(new ProducerRecord<>("muster.device.ownership.v1", 0, key, poison));
        probe.send(new ProducerRecord<>("muster.device.ownership.v1", 0, null, null));
        probe.send(upload.row(4, "SN-3").claimed(1), upload.row(5, "SN-4").claimed(1));

        eventually(() -> assertThat(answers.items("/v1/devices")).hasSize(4));
        var letter = probe.awaitRecords(DEAD_LETTERS, 1, record -> Arrays.equals(record.value(), poison))
                .getFirst();
        assertThat(letter.key()).isEqualTo(key);
        assertThat(header(letter, Headers.DEAD_STAGE)).isEqualTo("status");
        assertThat(header(letter, Headers.DEAD_TOPIC)).isEqualTo("muster.device.ownership.v1");
        assertThat(header(letter, Headers.DEAD_PARTITION)).isEqualTo("0");
        assertThat(header(letter, Headers.DEAD_OFFSET)).isEqualTo(String.valueOf(at.offset()));
        assertThat(header(letter, Headers.DEAD_TRIES)).isEqualTo("3");
        assertThat(header(letter, Headers.DEAD_REASON)).doesNotContain(tenant);
    }

    @Test
    void givesTheSameAnswersWhenAllIsSentAgainInAnotherOrder() {
        var random = new Random(7);
        var run = Run.random(random);
        probe.send(run.events().stream().map(Placed::event).toArray(Event[]::new));
        Consumed.all();
        var before = everything(run);

        for (var batch : run.shuffled(random)) {
            probe.send(batch.stream().map(Placed::event).toArray(Event[]::new));
        }
        Consumed.all();

        assertThat(everything(run)).isEqualTo(before);
    }

    /** What readers of the run's tenants can see of it. */
    private static List<String> everything(Run run) {
        return run.uploads().stream()
                .flatMap(upload -> List.of(
                                "/v1/registrations/" + upload.id(),
                                "/v1/registrations/" + upload.id() + "/failures",
                                "/v1/devices?limit=1000&sort=serial-number",
                                "/v1/devices/summary")
                        .stream()
                        .map(path -> new Answers(upload.tenant()).response(path).asString()))
                .toList();
    }

    private DeviceReleaseRequested requested(UUID id, UUID device) {
        return new DeviceReleaseRequested(id, tenant, null, device, "user-7", Instant.now());
    }

    private Map<String, Object> release(UUID id) {
        return answers.json("/v1/releases/{id}", id).get();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
