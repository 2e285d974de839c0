package dev.muster.ingest.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.runtime.problem.Problem;
import dev.muster.runtime.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads check-ins: a JSON array, or one JSON object a line. Takes all or nothing. */
final class CheckInReader {

    private static final int MOST = 10_000;

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
            read(nodes.get(i), i + 1, checkIns, faults);
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
        } catch (IOException e) {
            throw ProblemException.invalidParameter(
                    "The body has to be a JSON array of check-ins, or one JSON object a line.");
        }
        return nodes;
    }

    private void read(JsonNode node, int place, List<CheckIn> checkIns, List<Problem.Fault> faults) {
        try {
            CheckIn checkIn = node.isObject() ? json.treeToValue(node, CheckIn.class) : null;
            String fault = fault(checkIn);
            if (fault != null || checkIn == null) {
                faults.add(new Problem.Fault("Element " + place + ": " + fault, place));
            } else {
                checkIns.add(checkIn);
            }
        } catch (JsonProcessingException e) {
            faults.add(new Problem.Fault(
                    "Element " + place + ": lastSeenAt has to be a time such as 2026-01-31T08:00:00Z, the rest text",
                    place));
        }
    }

    private static @Nullable String fault(@Nullable CheckIn checkIn) {
        if (checkIn == null) {
            return "not an object";
        }
        if (checkIn.manufacturer() == null || checkIn.manufacturer().isBlank()) {
            return "manufacturer is missing";
        }
        if (checkIn.serialNumber() == null || checkIn.serialNumber().isBlank()) {
            return "serialNumber is missing";
        }
        return checkIn.lastSeenAt() == null ? "lastSeenAt is missing" : null;
    }
}
