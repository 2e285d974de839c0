package dev.muster.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class UnknownIdTest {

    @ParameterizedTest
    @CsvSource({
        "/dead-letters/claim-0-999999, 'There is no dead letter claim-0-999999, or no longer'",
        "/dead-letters/claim_0, '''claim_0'' names no dead letter: its id is like claim-3-17'",
        "/replays/claim-0-1, 'There is no replay ''claim-0-1'': the id of a replay is a UUID'",
        "/replays/7d3b9c1e-52f4-4a86-9e0b-4c8f21a6d370, There is no replay 7d3b9c1e-52f4-4a86-9e0b-4c8f21a6d370"
    })
    void saysWhatIsWrongWithAnIdThatNamesNothing(String path, String detail) {
        assertThat(detail(Operator.get(path))).startsWith(detail);
        if (path.startsWith("/replays")) {
            assertThat(detail(Operator.delete(path))).startsWith(detail);
        } else {
            var id = path.substring("/dead-letters/".length());
            assertThat(detail(Operator.post("/replays", "{\"ids\":[\"" + id + "\"]}")))
                    .startsWith(detail);
        }
    }

    private static String detail(Response answer) {
        return answer.then().statusCode(404).extract().jsonPath().getString("detail");
    }
}
