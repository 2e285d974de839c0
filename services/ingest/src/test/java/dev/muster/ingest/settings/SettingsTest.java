package dev.muster.ingest.settings;

import static dev.muster.ingest.Calls.anonymous;
import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static dev.muster.ingest.Calls.upload;
import static dev.muster.ingest.Calls.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.ingest.SmallLimits;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class SettingsTest {

    private static final byte[] CSV = "Manufacturer,Model,Serial Number\nContoso,M,SN-1\n".getBytes(UTF_8);
    private static final String OPERATOR = Tokens.of("operations", "operator");

    @Test
    void areTheDefaultsUntilTheyAreChanged() {
        var found = registrar("set-1").get("/v1/settings");
        assertThat((int) found.then().statusCode(200).extract().path("holdDays"))
                .isZero();
        assertThat(found.<List<String>>path("partners")).isEmpty();
    }

    @Test
    void areToldWholeWheneverOneOfThemChanges() {
        assertThat((int) hold("set-2", "{\"holdDays\": 5}").path("holdDays")).isEqualTo(5);
        registrar("set-2").put("/v1/settings/partners/partner-b").then().statusCode(200);
        registrar("set-2").put("/v1/settings/partners/partner-a").then().statusCode(200);
        var last = (TenantSettingsChanged) told("set-2", 3).getLast();
        assertThat(last.holdDays()).isEqualTo(5);
        assertThat(last.partners()).containsExactly("partner-a", "partner-b");
        assertThat(last.version()).isEqualTo(3);
        assertThat(last.changedBy()).isEqualTo("someone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"holdDays\": 6}",
                "{\"holdDays\": -1}",
                "{\"holdDays\": 1.5}",
                "{\"holdDays\": \"5\"}",
                "{\"holdDays\": null}",
                "{}",
                "[]",
                "",
                "5",
                "{\"holdDays\": 5, \"partners\": []}",
                "{"
            })
    void refuseWhatTheyCannotBe(String body) {
        assertThat(problem(hold("set-3", body), 400)).isEqualTo("invalid-parameter");
    }

    @Test
    void areNotReadWithoutEnd() {
        String days = "{\"holdDays\": 5}";
        hold("set-8", days + " ".repeat(16 * 1024 - days.length())).then().statusCode(200);
        assertThat(problem(hold("set-8", days + " ".repeat(16 * 1024 - days.length() + 1)), 413))
                .isEqualTo("size-limit");
        var large = with(OPERATOR)
                .contentType("application/json")
                .body("{\"catalogue\": \"required\"}" + " ".repeat(1024 * 1024));
        assertThat(problem(large.put("/v1/settings/manufacturers/set-8"), 413)).isEqualTo("size-limit");
        assertThat(with(OPERATOR).get("/v1/settings/manufacturers/set-8").<String>path("catalogue"))
                .isEqualTo("optional");
    }

    @Test
    void areDescribedAsJson() {
        anonymous()
                .accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/settings'.put.requestBody.content.'application/json'.schema.type", equalTo("object"));
    }

    @Test
    void letAPartnerActUntilTheGrantIsTakenBack() {
        var token = Tokens.of("msp-1", "registrar");
        assertThat(problem(upload(with(token).header("Muster-Tenant", "set-4"), CSV), 403))
                .isEqualTo("forbidden");
        registrar("set-4").put("/v1/settings/partners/msp-1").then().statusCode(200);
        upload(with(token).header("Muster-Tenant", "set-4"), CSV).then().statusCode(202);
        registrar("set-4").delete("/v1/settings/partners/msp-1").then().statusCode(200);
        assertThat(problem(upload(with(token).header("Muster-Tenant", "set-4"), CSV), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void doNotLetAPartnerGrantWhatItWasGranted() {
        registrar("set-5").put("/v1/settings/partners/msp-2").then().statusCode(200);
        var partner = with(Tokens.of("msp-2", "registrar")).header("Muster-Tenant", "set-5");
        assertThat(problem(partner.put("/v1/settings/partners/msp-3"), 403)).isEqualTo("forbidden");
    }

    @Test
    void ofAManufacturerAreForOperators() {
        var path = "/v1/settings/manufacturers/Hewlett-Packard";
        var body = "{\"catalogue\": \"required\"}";
        assertThat(problem(
                        registrar("set-6")
                                .contentType("application/json")
                                .body(body)
                                .put(path),
                        403))
                .isEqualTo("forbidden");
        assertThat(problem(with(Tokens.of("set-6", "operator")).get(path), 403)).isEqualTo("forbidden");
        assertThat(with(OPERATOR).get(path).<String>path("catalogue")).isEqualTo("optional");
        var changed = with(OPERATOR).contentType("application/json").body(body).put(path);
        assertThat(changed.then().statusCode(200).extract().<String>path("manufacturer"))
                .isEqualTo("hp");
        assertThat(with(OPERATOR).get("/v1/settings/manufacturers/HP").<String>path("catalogue"))
                .isEqualTo("required");
        var told = (ManufacturerSettingsChanged) told("operations", 1).getFirst();
        assertThat(told.key()).isEqualTo("manufacturer:hp");
        assertThat(told.catalogue()).isEqualTo(Catalogue.REQUIRED);
        var bad = with(OPERATOR).contentType("application/json").body("{\"catalogue\": \"REQUIRED\"}");
        assertThat(problem(bad.put(path), 400)).isEqualTo("invalid-parameter");
        var token = Tokens.sign(Tokens.claims("operations", "operator").claim("delegations", Set.of("set-6")));
        var forAnother = with(token).header("Muster-Tenant", "set-6");
        assertThat(problem(forAnother.contentType("application/json").body(body).put(path), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void loseNoneOfManyChangesAtOnceAndTellTheNewestLast() {
        IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> registrar("set-7")
                        .put("/v1/settings/partners/partner-" + i)
                        .then()
                        .statusCode(200)))
                .toList()
                .forEach(CompletableFuture::join);
        var last = (TenantSettingsChanged) told("set-7", 8).getLast();
        assertThat(last.version()).isEqualTo(8);
        assertThat(last.partners()).hasSize(8);
    }

    private static Response hold(String tenant, String body) {
        return registrar(tenant).contentType("application/json").body(body).put("/v1/settings");
    }

    private static List<SettingsEvent> told(String tenant, int version) {
        try (var probe = new TopicProbe()) {
            return probe
                    .await(
                            Topic.SETTINGS,
                            1,
                            event -> event.tenant().equals(tenant) && ((SettingsEvent) event).version() >= version)
                    .stream()
                    .map(SettingsEvent.class::cast)
                    .toList();
        }
    }
}
