package dev.muster.ingest;

import static dev.muster.ingest.Calls.anonymous;
import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.github.luben.zstd.Zstd;
import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class OtherCallsTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final String CHECK_IN =
            "{\"manufacturer\":\"Contoso\",\"serialNumber\":\"SN-000123\",\"lastSeenAt\":\"2026-01-31T08:00:00Z\",\"user\":\"ann\"}";

    @Test
    void asksForARelease() {
        var answer = registrar("releasing").delete("/v1/devices/" + DEVICE);
        String id = answer.then().statusCode(202).extract().path("id");
        assertThat(answer.header("Location")).isEqualTo("/v1/releases/" + id);
        try (var probe = new TopicProbe()) {
            var event = (DeviceReleaseRequested) probe.await(
                            Topic.DEVICE_RELEASE_REQUESTED, 1, e -> e.tenant().equals("releasing"))
                    .getFirst();
            assertThat(event.releaseId()).hasToString(id);
            assertThat(event.deviceId()).isEqualTo(DEVICE);
            assertThat(event.requestedBy()).isEqualTo("someone");
        }
        assertThat(problem(registrar("releasing").delete("/v1/devices/nonsense"), 404))
                .isEqualTo("not-found");
    }

    @Test
    void takesCheckIns() {
        checkIn("seen", "application/json", "[" + CHECK_IN + "," + CHECK_IN + "]")
                .then()
                .statusCode(202)
                .body("", equalTo(Map.of("accepted", 2)));
        checkIn("seen", "application/x-ndjson", CHECK_IN + "\n")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        try (var probe = new TopicProbe()) {
            var events = probe.await(Topic.DEVICE_CHECKED_IN, 3, e -> e.tenant().equals("seen"));
            var event = (DeviceCheckedIn) events.getFirst();
            assertThat(event.deviceId()).isEqualTo(DEVICE);
            assertThat(event.lastSeenAt()).isEqualTo(Instant.parse("2026-01-31T08:00:00Z"));
            assertThat(event.user()).isEqualTo("ann");
        }
    }

    @Test
    void takesNoCheckInWhereOneIsBad() {
        var answer = checkIn("unseen", "application/json", "[" + CHECK_IN + ",{}]");
        assertThat(problem(answer, 400)).isEqualTo("invalid-parameter");
        answer.then()
                .body("errors[0].line", equalTo(2))
                .body("errors[0].detail", equalTo("Element 2: manufacturer is missing"));
        checkIn("unseen-after", "application/json", "[" + CHECK_IN + "]").then().statusCode(202);
        try (var probe = new TopicProbe()) {
            var tenants =
                    probe.await(Topic.DEVICE_CHECKED_IN, 1, e -> e.tenant().startsWith("unseen"));
            assertThat(tenants).extracting(e -> e.tenant()).containsOnly("unseen-after");
        }
        assertThat(problem(checkIn("unseen", "application/json", ""), 400)).isEqualTo("invalid-parameter");
        assertThat(problem(checkIn("unseen", "text/csv", "x"), 415)).isEqualTo("unsupported-media-type");
    }

    @Test
    void givesTheTemplateToAnybody() {
        var answer = anonymous().get("/v1/registrations/template");
        answer.then().statusCode(200).contentType("text/csv");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"devices.csv\"");
        assertThat(answer.asString().lines())
                .containsExactly(
                        "Manufacturer,Model,Serial Number,Hardware Hash",
                        "SpiralOrbit,ContosoABC,000000000000,dGhpc2RldmljZWlzYW5tbWRkZXZpY2U");
        assertThat(answer.asString()).endsWith("\r\n");
    }

    @Test
    void answersThePreflightOfAPortal() {
        var answer = preflight("http://localhost:8080");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:8080");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(answer.header("Access-Control-Allow-Headers")).containsIgnoringCase("Idempotency-Key");
        assertThat(preflight("https://evil.example").header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void tellsItsHealthItsFiguresAndItsCalls() {
        anonymous().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        anonymous().get("/q/health/live").then().statusCode(200);
        assertThat(anonymous().get("/q/metrics").asString()).contains("jvm_memory_used_bytes");
        anonymous()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/registrations'.post.requestBody.content", hasKey("multipart/form-data"))
                .body("paths.'/v1/registrations'.post.requestBody.content", hasKey("text/csv"))
                .body("paths.'/v1/registrations'.post.responses.keySet()", hasItems("202", "default"))
                .body("paths.'/v1/registrations'.post.responses.keySet()", not(hasItem("200")))
                .body("paths.'/v1/registrations'.post.parameters.name", hasItems("Idempotency-Key", "Muster-Tenant"))
                .body("paths.'/v1/check-ins'.post.responses.keySet()", hasItem("202"))
                .body("paths.'/v1/devices/{deviceId}'.delete.responses.keySet()", hasItem("202"))
                .body("components.securitySchemes.SecurityScheme.scheme", equalTo("bearer"))
                .body("components.schemas.Problem.properties.keySet()", hasItems("type", "detail", "errors"));
    }

    @Test
    void answersAnyOtherAddressAndMethodInTheSameShape() {
        assertThat(problem(registrar("lost").get("/v1/nothing"), 404)).isEqualTo("not-found");
        assertThat(problem(registrar("lost").put("/v1/check-ins"), 405)).isEqualTo("method-not-allowed");
    }

    @Test
    void takesCheckInsThatAreCompressed() {
        byte[] body = Zstd.compress("""
                {"manufacturer":"Contoso","serialNumber":"SN-Z","lastSeenAt":"2026-01-31T08:00:00Z"}
                {"manufacturer":"Contoso","serialNumber":"SN-Y","lastSeenAt":"2026-01-31T08:00:00Z"}
                """.getBytes(UTF_8));
        var request =
                registrar("compressed").contentType("application/x-ndjson").header("Content-Encoding", "zstd");
        assertThat((int) request.body(body)
                        .post("/v1/check-ins")
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("accepted"))
                .isEqualTo(2);
        assertThat(problem(request.body("{}".getBytes(UTF_8)).post("/v1/check-ins"), 415))
                .isEqualTo("unsupported-encoding");
    }

    private static Response checkIn(String tenant, String type, String body) {
        return registrar(tenant).contentType(type).body(body.getBytes(UTF_8)).post("/v1/check-ins");
    }

    private static Response preflight(String origin) {
        return anonymous()
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .options("/v1/registrations");
    }
}
