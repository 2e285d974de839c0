package dev.muster.ingest.checkin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads check-ins: a JSON array, or one JSON object a line. Takes all or nothing. */
final class CheckInReader {

    private static final Set<String> NAMES = Set.of("manufacturer", "serialNumber", "lastSeenAt", "user");
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
        List<JsonNode> elements = elements(body);
        var checkIns = new ArrayList<CheckIn>();
        var faults = new ArrayList<Problem.Fault>();
        for (int i = 0; i < elements.size(); i++) {
            try {
                checkIns.add(checkIn(elements.get(i)));
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

    /** The elements of the array, or of the lines; of these, one that is not JSON is a missing node. */
    private List<JsonNode> elements(byte[] body) {
        var elements = new ArrayList<JsonNode>();
        boolean array = false;
        try (JsonParser parser = json.createParser(body)) {
            array = parser.nextToken() == JsonToken.START_ARRAY;
            if (array) {
                parser.nextToken();
                addUntil(JsonToken.END_ARRAY, parser, elements);
                if (parser.nextToken() != null) {
                    throw noCheckIns();
                }
            } else {
                addUntil(null, parser, elements);
                if (elements.isEmpty()) {
                    throw noCheckIns();
                }
            }
            return elements;
        } catch (IOException e) {
            if (array) {
                throw noCheckIns();
            }
            return brokenLines(body);
        }
    }

    /** The same of a body that cannot be read as a whole: shows which of its lines are to blame. */
    private List<JsonNode> brokenLines(byte[] body) {
        var elements = new ArrayList<JsonNode>();
        int begin = 0;
        while (begin < body.length) {
            int end = begin;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            if (!isBlank(body, begin, end)) {
                addLine(body, begin, end, elements);
            }
            begin = end + 1;
        }
        long broken = elements.stream().filter(JsonNode::isMissingNode).count();
        if (broken == 0 || broken == elements.size()) {
            throw noCheckIns();
        }
        return elements;
    }

    private void addLine(byte[] body, int begin, int end, List<JsonNode> elements) {
        int before = elements.size();
        try (JsonParser parser = json.createParser(body, begin, end - begin)) {
            parser.nextToken();
            addUntil(null, parser, elements);
        } catch (IOException e) {
            elements.subList(before, elements.size()).clear();
            add(MissingNode.getInstance(), elements);
        }
    }

    /** Begins with the element at which the parser stands. */
    private void addUntil(@Nullable JsonToken end, JsonParser parser, List<JsonNode> elements) throws IOException {
        while (parser.currentToken() != end) {
            add(element(parser), elements);
            parser.nextToken();
        }
    }

    private static void add(JsonNode element, List<JsonNode> elements) {
        if (elements.size() == MOST) {
            throw ProblemException.invalidParameter("At most " + MOST + " check-ins can be sent at once.");
        }
        elements.add(element);
    }

    /** Of an element, what a check-in is made of: anything else may be large, and nobody asks for it. */
    private JsonNode element(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return NullNode.getInstance();
        }
        ObjectNode element = json.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (NAMES.contains(name)) {
                element.set(name, value.isScalarValue() ? json.readTree(parser) : json.createArrayNode());
            }
            if (!value.isScalarValue()) {
                parser.skipChildren();
            }
        }
        return element;
    }

    private static ProblemException noCheckIns() {
        return ProblemException.invalidParameter(
                "The body has to be a JSON array of check-ins, or one JSON object a line.");
    }

    private static boolean isBlank(byte[] body, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static CheckIn checkIn(JsonNode node) {
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("not JSON");
        }
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
