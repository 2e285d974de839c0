package dev.muster.ingest.checkin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads check-ins: a JSON array, or one JSON object a line. Takes all or nothing. */
final class CheckInReader {

    private static final int MOST = 10_000;
    private static final int LONGEST = 1000;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final ObjectMapper json;

    CheckInReader(ObjectMapper json) {
        this.json = json;
    }

    /** The check-ins in {@code body}; throws ProblemException that names each bad one. */
    List<CheckIn> read(byte[] body) {
        List<JsonNode> nodes = nodes(body);
        if (nodes.size() > MOST) {
            throw ProblemException.invalidParameter("At most " + MOST + " check-ins can be sent at once.");
        }
        var checkIns = new ArrayList<CheckIn>();
        var faults = new ArrayList<Problem.Fault>();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                checkIns.add(checkIn(nodes.get(i)));
            } catch (IllegalArgumentException e) {
                faults.add(new Problem.Fault("Element " + (i + 1) + ": " + e.getMessage(), i + 1));
            }
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    "invalid-parameter", 400, "Check-ins not valid", "Nothing was taken.", faults, null);
        }
        return checkIns;
    }

    private List<JsonNode> nodes(byte[] body) {
        var nodes = new ArrayList<JsonNode>();
        try (MappingIterator<JsonNode> values = json.readerFor(JsonNode.class).readValues(body)) {
            while (values.hasNextValue()) {
                nodes.add(values.nextValue());
            }
            if (!nodes.isEmpty() || !isBlank(body)) {
                return nodes;
            }
        } catch (IOException e) {
            // said below
        }
        throw ProblemException.invalidParameter(
                "The body has to be a JSON array of check-ins, or one JSON object a line.");
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    private static CheckIn checkIn(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        return new CheckIn(
                required(node, "manufacturer"), required(node, "serialNumber"), lastSeenAt(node), text(node, "user"));
    }

    private static String required(JsonNode node, String name) {
        String value = text(node, name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        boolean storable = text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
        if (value.getNodeType() != JsonNodeType.STRING || text.length() > LONGEST || !storable) {
            throw new IllegalArgumentException(name + " has to be text of at most " + LONGEST + " characters");
        }
        return text;
    }

    private static Instant lastSeenAt(JsonNode node) {
        String text = required(node, "lastSeenAt");
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException("lastSeenAt has to be a time such as 2026-01-31T08:00:00Z, from 2000 on");
    }
}
