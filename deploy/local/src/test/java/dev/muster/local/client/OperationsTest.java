package dev.muster.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperationsTest {
    private CannedServer server;
    private Operations operations;

    @BeforeEach
    void start() throws Exception {
        server = new CannedServer();
        operations = new Operations(server.address(), "the-token");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksWithTheParametersThatSaySomething() throws Exception {
        server.answer("GET /v1/operations/failures", 200, "{\"items\":[]}");
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("tenant", "a&b c");
        parameters.put("code", "");
        parameters.put("limit", "3");
        assertThat(operations.get("/failures", parameters).has("items")).isTrue();
        assertThat(server.last().query()).isEqualTo("tenant=a%26b%20c&limit=3");
        assertThat(server.last().header("Authorization")).isEqualTo("Bearer the-token");
    }

    @Test
    void sendsWhatIsWanted() throws Exception {
        server.answer("POST /v1/operations/replays", 202, "{\"id\":\"r\"}");
        server.answer("PUT /v1/operations/stages/claim", 202, "{\"paused\":true}");
        var body = new ObjectMapper().createObjectNode().put("all", true);
        assertThat(operations.post("/replays", body).path("id").asText()).isEqualTo("r");
        assertThat(server.last().body()).isEqualTo("{\"all\":true}");
        assertThat(operations.put("/stages/claim", body).path("paused").asBoolean())
                .isTrue();
        assertThat(server.last().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void followsEventsAsLongAsItIsWanted() throws Exception {
        server.answer("GET /v1/operations/lag", 200, "data:{\"n\":1}\n\ndata:{\"n\":2}\n\ndata:{\"n\":3}\n\n");
        var seen = new ArrayList<Integer>();
        operations.follow("/lag", report -> {
            seen.add(report.path("n").asInt());
            return seen.size() < 2;
        });
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void saysWhyAServiceRefuses() {
        server.answer("GET /v1/operations/lag", 403, "{\"title\":\"Not allowed\",\"detail\":\"no operator\"}");
        assertThatThrownBy(() -> operations.get("/lag", Map.of()))
                .isInstanceOf(Refusal.class)
                .hasMessage("Not allowed: no operator");
        assertThatThrownBy(() -> operations.follow("/lag", report -> true))
                .isInstanceOf(Refusal.class)
                .hasMessage("Not allowed: no operator");
    }
}
