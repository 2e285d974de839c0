package dev.muster.operations;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** What an operator asks this service over HTTP. */
public final class Operator {

    private static final String AT = "/v1/operations";

    private Operator() {}

    public static JsonPath json(String path) {
        return request().get(AT + path).then().statusCode(200).extract().jsonPath();
    }

    public static List<Map<String, Object>> items(String path) {
        return json(path).getList("items");
    }

    public static Response get(String path) {
        return request().get(AT + path);
    }

    public static Response post(String path, String body) {
        return request().contentType("application/json").body(body).post(AT + path);
    }

    public static Response put(String path, String body) {
        return request().contentType("application/json").body(body).put(AT + path);
    }

    public static Response delete(String path) {
        return request().delete(AT + path);
    }

    /** The value of the first line of /q/metrics that begins so, or NaN. */
    public static double metric(String line) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(one -> one.startsWith(line))
                .map(one -> Double.parseDouble(one.substring(one.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Waits until what was sent shows. */
    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }

    private static RequestSpecification request() {
        return given().urlEncodingEnabled(false).auth().oauth2(Tokens.of("operations", "operator"));
    }
}
