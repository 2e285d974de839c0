package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a replay is told to be in the words of the command line. */
final class ReplayLines {
    private static final List<String> SENT = List.of("sent", "succeeded", "came-back");
    private static final Map<String, String> TOLD = new LinkedHashMap<>();

    static {
        TOLD.put("succeeded", "succeeded");
        TOLD.put("came-back", "came back");
        TOLD.put("refused", "refused");
        TOLD.put("gone", "gone");
        TOLD.put("left-out", "left out");
        TOLD.put("cancelled", "cancelled");
    }

    private ReplayLines() {}

    /** How far it is. */
    static String line(JsonNode replay) {
        var counts = replay.path("counts");
        var line = new StringBuilder("%s: %d of %d sent"
                .formatted(
                        replay.path("state").asText(),
                        sent(replay),
                        replay.path("total").asLong()));
        TOLD.forEach((state, words) -> {
            if (counts.path(state).asLong() > 0) {
                line.append(", %d %s".formatted(counts.path(state).asLong(), words));
            }
        });
        return line.append(" (replay %s)".formatted(replay.path("id").asText())).toString();
    }

    /** How many letters were sent, whatever became of them. */
    static long sent(JsonNode replay) {
        return SENT.stream()
                .mapToLong(state -> replay.path("counts").path(state).asLong())
                .sum();
    }

    /** Whether nothing more becomes of what was sent. */
    static boolean settled(JsonNode replay) {
        return replay.path("counts").path("sent").asLong() == 0
                && replay.path("counts").path("sending").asLong() == 0;
    }

    /** How many letters were left out, by why. */
    static List<String> leftOut(JsonNode of) {
        return of.path("leftOut").properties().stream()
                .map(reason -> "  left out, %s: %s"
                        .formatted(reason.getKey(), reason.getValue().asText()))
                .toList();
    }
}
