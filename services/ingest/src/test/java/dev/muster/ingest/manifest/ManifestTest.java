package dev.muster.ingest.manifest;

import static dev.muster.ingest.Calls.problem;
import static dev.muster.ingest.Calls.registrar;
import static dev.muster.ingest.Calls.with;
import static dev.muster.model.topic.Topic.REGISTRATION_RECEIVED;
import static dev.muster.model.topic.Topic.SUPPLIER_DEVICE_SHIPPED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ingest.SmallLimits;
import dev.muster.ingest.upload.Ends;
import dev.muster.model.event.DeviceShipped;
import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(SmallLimits.class)
class ManifestTest {

    private static final String HEADER = "Manufacturer,Model,Serial Number,Sold To\n";
    private static final String CSV = HEADER
            + String.join(
                    "",
                    IntStream.range(1, 26)
                            .mapToObj(i -> "Contoso,Model-1,M-%d,fabrikam\n".formatted(i))
                            .toList())
            + "Dell,Model-1,M-27,\nbad\nContoso,,M-29,\n";

    @Test
    void isToldRowByRowAndItsFailuresAreAnswered() {
        var answer = send(supplier("oem-1"), CSV);
        answer.then().statusCode(202);
        String id = answer.path("id");
        assertThat(answer.header("Location")).isEqualTo("/v1/manifests/" + id);
        assertThat((int) answer.path("rows")).isEqualTo(28);
        assertThat((int) answer.path("accepted")).isEqualTo(25);
        assertThat((int) answer.path("malformed")).isEqualTo(3);
        assertThat(shipped("oem-1", 25))
                .hasSize(25)
                .extracting(DeviceShipped::soldTo)
                .containsOnly("fabrikam");

        var found = supplier("oem-1").get("/v1/manifests/" + id);
        found.then().statusCode(200);
        assertThat((int) found.path("accepted")).isEqualTo(25);
        assertThat(found.<String>path("state")).isEqualTo("closed");
        assertThat(found.<List<String>>path("failures.code"))
                .containsExactly("manufacturer-not-yours", "malformed-row", "missing-value");
        assertThat(found.<List<Integer>>path("failures.row")).containsExactly(27, 28, 29);
        assertThat(found.<List<String>>path("failures.serialNumber")).containsExactly("M-27", null, "M-29");
    }

    @Test
    void givesItsFailuresInPages() {
        String id = send(supplier("oem-pages"), CSV).path("id");
        var first = supplier("oem-pages").queryParam("limit", 2).get("/v1/manifests/" + id);
        assertThat(first.<List<Integer>>path("failures.row")).containsExactly(27, 28);
        var second = supplier("oem-pages")
                .queryParam("cursor", first.<String>path("next"))
                .get("/v1/manifests/" + id);
        assertThat(second.<List<Integer>>path("failures.row")).containsExactly(29);
        assertThat(second.<String>path("next")).isNull();
        assertThat(problem(supplier("oem-pages").queryParam("cursor", "?").get("/v1/manifests/" + id), 400))
                .isEqualTo("invalid-parameter");
        for (String limit : List.of("0", "1001", "abc", "1.5", "99999999999")) {
            assertThat(problem(supplier("oem-pages").queryParam("limit", limit).get("/v1/manifests/" + id), 400))
                    .as(limit)
                    .isEqualTo("invalid-parameter");
        }
    }

    @Test
    void givesMoreFailuresAtOnceThanOtherListsUnlessAskedOtherwise() {
        String id =
                send(supplier("oem-many"), HEADER + "Dell,M,S,\n".repeat(150)).path("id");
        var found = supplier("oem-many").get("/v1/manifests/" + id);
        assertThat(found.<List<Integer>>path("failures.row")).hasSize(150);
        assertThat(found.<String>path("next")).isNull();
    }

    @Test
    void tellsItsFailuresInTheReadersLanguage() {
        String id = send(supplier("oem-fr"), HEADER + "Dell,M,S,\n").path("id");
        var found = supplier("oem-fr").header("Accept-Language", "fr").get("/v1/manifests/" + id);
        assertThat(found.<String>path("failures[0].title")).isEqualTo("Ce fabricant n’est pas le vôtre");
    }

    @Test
    void isTakenOnceUnderAKey() {
        String first =
                send(keyed("oem-key"), CSV).then().statusCode(202).extract().asString();
        long before = Ends.of(SUPPLIER_DEVICE_SHIPPED, REGISTRATION_RECEIVED);
        assertThat(send(keyed("oem-key"), CSV).asString()).isEqualTo(first);
        assertThat(problem(send(keyed("oem-key"), HEADER + "Contoso,M,S,\n"), 422))
                .isEqualTo("idempotency-conflict");
        assertThat(Ends.of(SUPPLIER_DEVICE_SHIPPED, REGISTRATION_RECEIVED)).isEqualTo(before);
    }

    @Test
    void keepsItsKeysApartFromThoseOfRegistrations() {
        String token = Tokens.sign(
                Tokens.claims("oem-both", "supplier", "registrar").claim("manufacturers", Set.of("Contoso")));
        String manifest = send(with(token).header("Idempotency-Key", "k"), CSV).path("id");
        String registration = with(token)
                .header("Idempotency-Key", "k")
                .contentType("text/csv")
                .body(CSV.getBytes(UTF_8))
                .post("/v1/registrations")
                .path("id");
        assertThat(registration).isNotNull().isNotEqualTo(manifest);
        assertThat(problem(with(token).get("/v1/manifests/" + registration), 404))
                .isEqualTo("not-found");
    }

    @Test
    void tellsNothingOfARegistration() {
        long before = Ends.of(REGISTRATION_RECEIVED);
        send(supplier("oem-quiet"), CSV).then().statusCode(202);
        assertThat(Ends.of(REGISTRATION_RECEIVED)).isEqualTo(before);
    }

    @Test
    void mayHaveSeveralFiles() {
        var answer = supplier("oem-files")
                .multiPart("file", "a.csv", (HEADER + "Contoso,M,F-1,\n").getBytes(UTF_8))
                .multiPart("file", "b.csv", "Manufacturer;Model;Serial Number\nDell;M;F-2\n".getBytes(UTF_8))
                .post("/v1/manifests");
        answer.then().statusCode(202);
        var found = supplier("oem-files").get("/v1/manifests/" + answer.path("id"));
        assertThat(found.<List<Integer>>path("failures.file")).containsExactly(2);
    }

    @Test
    void isForSuppliersWithManufacturersOfTheirOwn() {
        assertThat(problem(send(registrar("oem-2"), CSV), 403)).isEqualTo("forbidden");
        assertThat(problem(send(with(Tokens.of("oem-2", "supplier")), CSV), 403))
                .isEqualTo("forbidden");
        String delegated = Tokens.sign(Tokens.claims("partner", "supplier")
                .claim("manufacturers", Set.of("Contoso"))
                .claim("delegations", Set.of("oem-2")));
        assertThat(problem(send(with(delegated).header("Muster-Tenant", "oem-2"), CSV), 403))
                .isEqualTo("forbidden");
    }

    @Test
    void isHiddenFromOthers() {
        String id = send(supplier("oem-3"), CSV).path("id");
        assertThat(problem(supplier("oem-4").get("/v1/manifests/" + id), 404)).isEqualTo("not-found");
        assertThat(problem(supplier("oem-4").get("/v1/manifests/none"), 404)).isEqualTo("not-found");
    }

    @Test
    void refusesAFileThatIsNone() {
        assertThat(problem(send(supplier("oem-5"), "Name,Email\na,b\n"), 400)).isEqualTo("unknown-header");
        assertThat(problem(send(supplier("oem-5"), ""), 400)).isEqualTo("empty-upload");
    }

    private static List<DeviceShipped> shipped(String supplier, int atLeast) {
        try (var probe = new TopicProbe()) {
            return probe
                    .await(
                            SUPPLIER_DEVICE_SHIPPED,
                            atLeast,
                            event -> event.tenant().equals(supplier))
                    .stream()
                    .map(DeviceShipped.class::cast)
                    .toList();
        }
    }

    private static RequestSpecification supplier(String tenant) {
        return with(Tokens.sign(Tokens.claims(tenant, "supplier").claim("manufacturers", Set.of("Contoso"))));
    }

    private static RequestSpecification keyed(String tenant) {
        return supplier(tenant).header("Idempotency-Key", "key");
    }

    private static Response send(RequestSpecification request, String csv) {
        return request.contentType("text/csv").body(csv.getBytes(UTF_8)).post("/v1/manifests");
    }
}
