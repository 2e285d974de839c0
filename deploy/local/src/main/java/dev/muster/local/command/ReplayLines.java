package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a replay is told to be in the words of the command line. */
final class ReplayLines {
    private static final List<String> NOT_SENT = List.of("refused", "gone", "left-out", "cancelled");

    private ReplayLines() {}

    /** How far it is. */
    static String line(JsonNode replay) {
        var counts = replay.path("counts");
        var line = new StringBuilder("%s: %d of %d sent"
                .formatted(
                        replay.path("state").asText(),
                        counts.path("sent").asLong(),
                        replay.path("total").asLong()));
        NOT_SENT.stream()
                .filter(state -> counts.path(state).asLong() > 0)
                .forEach(state ->
                        line.append(", %d %s".formatted(counts.path(state).asLong(), state)));
        return line.append(" (replay %s)".formatted(replay.path("id").asText())).toString();
    }

    /** How many letters were left out, by why. */
    static List<String> leftOut(JsonNode of) {
        return of.path("leftOut").properties().stream()
                .map(reason -> "  left out, %s: %s"
                        .formatted(reason.getKey(), reason.getValue().asText()))
                .toList();
    }
}
