package dev.muster.trials.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.local.client.Operations;
import dev.muster.trials.faults.check.Rule;
import dev.muster.trials.faults.check.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Has the product build its read model again from the topics, as an operator would, and waits for the end of that. */
final class Rebuilding {
    private static final Set<String> UNDER_WAY = Set.of("asked", "building");
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private Rebuilding() {}

    /**
     * What came of it.
     *
     * @param state the last that was reported, such as {@code switched}
     * @param events that were read from the topics
     * @param violations what was found in it, and afterwards
     */
    record Rebuilt(String state, long events, double seconds, List<Violation> violations) {
        Rebuilt with(List<Violation> found) {
            return new Rebuilt(state, events, seconds, List.copyOf(found));
        }
    }

    /** Tables are switched only where the new ones are what those that serve are. */
    static Rebuilt carryOut(Operations operations) throws IOException, InterruptedException {
        long began = System.nanoTime();
        var asked = operations.post(
                "/rebuilds", JsonNodeFactory.instance.objectNode().put("action", "start"));
        var last = asked;
        while (isUnderWay(last, asked) && System.nanoTime() - began < WITHIN.toNanos()) {
            Thread.sleep(200);
            last = operations.get("/rebuilds", Map.of()).path("items").path(0);
        }
        return new Rebuilt(
                last.path("state").asText(),
                last.path("events").asLong(),
                Report.seconds(Duration.ofNanos(System.nanoTime() - began)),
                violations(last));
    }

    private static List<Violation> violations(JsonNode last) {
        String state = last.path("state").asText();
        if (state.equals("switched")) {
            return List.of();
        }
        var found = new ArrayList<Violation>();
        found.add(new Violation(Rule.REBUILD, "muster rebuild ended as: " + state));
        last.path("differences").forEach(difference -> found.add(new Violation(Rule.REBUILD, difference.asText())));
        return found;
    }

    private static boolean isUnderWay(JsonNode last, JsonNode asked) {
        return !last.path("id").equals(asked.path("id"))
                || UNDER_WAY.contains(last.path("state").asText());
    }
}
