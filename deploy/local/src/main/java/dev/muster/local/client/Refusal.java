package dev.muster.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A service said no; the message is its reason in words for a person. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;

    private Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** From an answer that should hold a problem (RFC 9457), but may hold anything. */
    static Refusal of(int status, String body) {
        return new Refusal(status, words(status, parse(body)));
    }

    private static String words(int status, JsonNode problem) {
        var title = problem.path("title").asText("");
        var detail = problem.path("detail").asText("");
        var words = new StringBuilder(title.isEmpty() ? "the service answered with status " + status : title);
        if (!detail.isEmpty() && !detail.equals(title)) {
            words.append(": ").append(detail);
        }
        for (var error : problem.path("errors")) {
            words.append("\n  ");
            if (error.has("line")) {
                words.append("line ").append(error.path("line").asText()).append(": ");
            }
            words.append(error.path("detail").asText());
        }
        return words.toString();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode();
        }
    }
}
