package dev.muster.trials.faults.check;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records by their JSON alone. */
final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Facts() {}

    /** The fact in {@code value}; empty where there is none that the proof knows. */
    static Optional<Fact> read(byte[] value) {
        try {
            var json = JSON.readTree(value);
            return json == null ? Optional.empty() : Optional.ofNullable(fact(json));
        } catch (JacksonException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Fact fact(JsonNode json) {
        var tenant = text(json, "tenant");
        var device = text(json, "deviceId");
        var submission = text(json, "submission");
        var registration = text(json, "registrationId");
        long sequence = json.path("sequence").asLong();
        return switch (text(json, "type")) {
            case "device-submitted" -> new Fact.Submitted(submission, tenant, device, text(json, "orderId"));
            case "device-validated" ->
                new Fact.Validated(
                        submission, tenant, device, json.path("hashed").asBoolean());
            case "device-rejected" ->
                new Fact.Rejected(submission, tenant, device, text(json, "rejectedBy"), text(json, "code"), sequence);
            case "device-claimed" -> new Fact.Claimed(submission, tenant, device, sequence);
            case "device-release-requested" -> new Fact.ReleaseRequested(text(json, "releaseId"), tenant, device);
            case "device-released" -> new Fact.ReleaseDecided(text(json, "releaseId"), tenant, device, sequence, true);
            case "device-release-refused" ->
                new Fact.ReleaseDecided(text(json, "releaseId"), tenant, device, sequence, false);
            case "device-checked-in" ->
                new Fact.CheckedIn(
                        tenant, device, millis(json, "lastSeenAt"), millis(json, "receivedAt"), text(json, "user"));
            case "registration-opened" ->
                new Fact.Opened(registration, tenant, json.path("attempt").asInt(), text(json, "orderId"));
            case "registration-interrupted" ->
                new Fact.Interrupted(registration, tenant, json.path("attempt").asInt());
            case "registration-closed" ->
                new Fact.Closed(
                        registration,
                        tenant,
                        json.path("rows").asInt(),
                        json.path("accepted").asInt(),
                        json.path("malformed").asInt());
            default -> null;
        };
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("").intern();
    }

    private static long millis(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText()).toEpochMilli();
    }
}
