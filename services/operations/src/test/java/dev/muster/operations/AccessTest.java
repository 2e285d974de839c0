package dev.muster.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Backing;
import dev.muster.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class AccessTest {

    private static final String ID = "0192f3a4-5b6c-7d8e-9f01-23456789abcd";

    @ParameterizedTest
    @CsvSource({
        "GET, /lag",
        "GET, /failures",
        "GET, /failures/counts",
        "GET, /conflicts",
        "GET, /dead-letters",
        "GET, /dead-letters/claim-0-0",
        "POST, /replays",
        "GET, /replays",
        "GET, /replays/" + ID,
        "DELETE, /replays/" + ID,
        "GET, /stages",
        "PUT, /stages/claim",
        "POST, /stages/claim/position",
        "GET, /rebuilds",
        "POST, /rebuilds"
    })
    void isForOperatorsOfTheOperatorTenantOnly(String method, String path) {
        assertThat(status(given(), method, path)).as("without a token").isEqualTo(401);
        assertThat(status(with(Tokens.signedByAnother("operations", "operator")), method, path))
                .as("a token that another signed")
                .isEqualTo(401);
        assertThat(status(with(Tokens.of("contoso", "operator")), method, path))
                .as("an operator of another tenant")
                .isEqualTo(403);
        assertThat(status(with(Tokens.of("operations", "registrar", "reader", "supplier")), method, path))
                .as("every other role")
                .isEqualTo(403);
        assertThat(status(with(Tokens.of("operations", "operator")), method, path))
                .isNotIn(401, 403);
    }

    @Test
    void isHealthyAndSaysSoToAnybody() {
        given().get("/q/health/live").then().statusCode(200);
        Operator.eventually(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }

    private static int status(RequestSpecification request, String method, String path) {
        return request.contentType(ContentType.JSON)
                .body("{\"dryRun\":true}")
                .request(method, "/v1/operations" + path)
                .statusCode();
    }
}
