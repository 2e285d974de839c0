package dev.muster.status;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.muster.testing.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** What the service answers to a reader of one tenant. */
public record Answers(String tenant) {

    /** The response to a question, whatever it is; the path is sent as it stands. */
    public Response response(String path, Object... pathParameters) {
        return response(Map.of(), path, pathParameters);
    }

    /** The response in a language, or in a media type. */
    public Response response(Map<String, String> headers, String path, Object... pathParameters) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.of(tenant, "reader"))
                .headers(headers)
                .get(path, pathParameters);
    }

    /** The JSON of an answer that is given. */
    public JsonPath json(String path, Object... pathParameters) {
        return response(path, pathParameters).then().statusCode(200).extract().jsonPath();
    }

    /** The items of a list. */
    public List<Map<String, Object>> items(String path, Object... pathParameters) {
        return json(path, pathParameters).getList("items");
    }

    /** Waits until what was sent shows. */
    public static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
