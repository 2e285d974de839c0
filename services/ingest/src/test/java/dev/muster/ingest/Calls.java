package dev.muster.ingest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.muster.testing.Tokens;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Requests as clients make them. */
public final class Calls {

    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("text/csv", ContentType.BINARY)
                    .encodeContentTypeAs("text/csvx", ContentType.TEXT)
                    .encodeContentTypeAs("application/octet-stream", ContentType.TEXT)
                    .encodeContentTypeAs("application/x-ndjson", ContentType.BINARY));

    private Calls() {}

    /** A request of somebody without a token. */
    public static RequestSpecification anonymous() {
        return given().config(AS_IT_IS);
    }

    /** A request with that token. */
    public static RequestSpecification with(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    /** A request of a registrar of {@code tenant}. */
    public static RequestSpecification registrar(String tenant) {
        return with(Tokens.of(tenant, "registrar"));
    }

    /** The upload of a file by a registrar of {@code tenant}. */
    public static Response upload(String tenant, byte[] csv) {
        return upload(registrar(tenant), csv);
    }

    /** The upload of a file. */
    public static Response upload(RequestSpecification request, byte[] csv) {
        return request.contentType("text/csv").body(csv).post("/v1/registrations");
    }

    /** The name of the problem that an answer is; fails where it is none. */
    public static String problem(Response answer, int status) {
        answer.then().statusCode(status).contentType("application/problem+json");
        String type = answer.path("type");
        answer.then().body("status", equalTo(status));
        return type.substring("urn:muster:problem:".length());
    }
}
