package dev.muster.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** The service operations, called as an operator. */
public final class Operations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String AT = "/v1/operations";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String address;
    private final String token;

    /** Calls to {@code address} that carry {@code token}. */
    public Operations(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** What is at {@code path}, such as {@code /lag}; parameters whose value is empty are left out. */
    public JsonNode get(String path, Map<String, String> parameters) throws IOException {
        var query = new StringBuilder();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encode(value));
            }
        });
        return json(send(request(path + query).GET().build(), BodyHandlers.ofString()));
    }

    public JsonNode post(String path, JsonNode body) throws IOException {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString()));
    }

    public JsonNode put(String path, JsonNode body) throws IOException {
        return json(send(
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.toString()))
                        .build(),
                BodyHandlers.ofString()));
    }

    public JsonNode delete(String path) throws IOException {
        return json(send(request(path).DELETE().build(), BodyHandlers.ofString()));
    }

    /** Follows the events at {@code path} for as long as {@code goOn} says so of the last one. */
    public void follow(String path, Predicate<JsonNode> goOn) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address + AT + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        var answer = send(request, BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
            if (answer.statusCode() >= 300) {
                throw Refusal.of(
                        answer.statusCode(), String.join("\n", lines.lines().toList()));
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:") && !goOn.test(JSON.readTree(line.substring("data:".length())))) {
                    return;
                }
            }
        }
    }

    /** A part of a path that is text from elsewhere. */
    public static String encode(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + AT + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw Refusal.of(answer.statusCode(), answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
