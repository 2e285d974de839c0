package dev.muster.operations.control;

import static dev.muster.operations.Operator.eventually;
import static dev.muster.operations.Operator.json;
import static dev.muster.operations.Operator.post;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.model.topic.Topic;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class RebuildsTest {

    private final TopicProbe probe = new TopicProbe();

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void asksAndTellsHowItStands() {
        UUID first = ask(Action.DROP);
        var event = (RebuildRequested) probe.await(
                        Topic.CONTROL,
                        1,
                        e -> e instanceof RebuildRequested asked
                                && asked.requestId().equals(first))
                .getFirst();
        assertThat(event.action()).isEqualTo(Action.DROP);
        assertThat(event.requestedBy()).isEqualTo("someone");
        eventually(() -> assertThat(json("/rebuilds").getString("items[0].id")).isEqualTo(first.toString()));
        assertThat(json("/rebuilds").getString("items[0].state")).isEqualTo("asked");

        probe.send(report(first, Action.DROP, State.DROPPED));
        eventually(
                () -> assertThat(json("/rebuilds").getString("items[0].state")).isEqualTo("dropped"));
        assertThat(json("/rebuilds").getList("items")).hasSize(1);
        assertThat(json("/rebuilds").getString("items[0].requestedBy")).isEqualTo("someone");
        assertThat(json("/rebuilds").getLong("items[0].events")).isEqualTo(17);

        UUID second = ask(Action.START);
        eventually(() -> assertThat(json("/rebuilds").getList("items.state")).containsExactly("asked", "dropped"));
        probe.send(report(second, Action.START, State.BUILDING));
        eventually(() -> assertThat(json("/rebuilds").getList("items.state")).containsExactly("building"));
        assertThat(json("/rebuilds").getString("items[0].detail")).isEqualTo("reading");
        assertThat(json("/rebuilds").getList("items[0].differences")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"action\":\"explode\"}", "null"})
    void refusesWhatMakesNoSense(String body) {
        assertThat(post("/rebuilds", body).statusCode()).isEqualTo(400);
    }

    private static UUID ask(Action action) {
        var asked = post("/rebuilds", "{\"action\":\"" + action.name().toLowerCase(Locale.ROOT) + "\"}")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath();
        assertThat(asked.getString("state")).isEqualTo("asked");
        return UUID.fromString(asked.getString("id"));
    }

    private static RebuildReported report(UUID request, Action action, State state) {
        Instant now = Instant.now();
        return new RebuildReported(request, "operations", action, state, "reading", List.of(), 17, 0, now, now, now);
    }
}
