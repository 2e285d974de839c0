package dev.muster.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The services, called on behalf of one tenant. */
public final class Services {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> addresses;
    private final String token;

    /**
     * Calls that carry {@code token}.
     *
     * @param addresses by name of service
     */
    public Services(Map<String, String> addresses, String token) {
        this.addresses = Map.copyOf(addresses);
        this.token = token;
    }

    /** Uploads files; the answer names the registration. */
    public JsonNode register(Upload upload) throws IOException {
        var body = UploadBody.of(upload);
        var request = request("ingest", "/v1/registrations" + query(upload))
                .header("Content-Type", body.contentType())
                .POST(body.publisher());
        upload.key().ifPresent(key -> request.header("Idempotency-Key", key));
        return json(send(request.build()));
    }

    /** A registration; empty while the read side does not know it yet. */
    public Optional<JsonNode> registration(String id) throws IOException {
        try {
            return Optional.of(get("/v1/registrations/" + encode(id)));
        } catch (Refusal e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The first {@code limit} rows of a registration that failed with {@code code}. */
    public JsonNode failures(String id, String code, int limit) throws IOException {
        return get("/v1/registrations/%s/failures?code=%s&limit=%d".formatted(encode(id), encode(code), limit));
    }

    /** Streams the failed rows of a registration as CSV, of one code or of all. */
    public void failuresCsv(String id, Optional<String> code, OutputStream out) throws IOException {
        var query = code.map(only -> "?code=" + encode(only)).orElse("");
        var request = request("status", "/v1/registrations/" + encode(id) + "/failures" + query)
                .timeout(PATIENCE)
                .header("Accept", "text/csv");
        var answer = send(request.build(), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() >= 300) {
                throw Refusal.of(answer.statusCode(), new String(body.readAllBytes(), UTF_8));
            }
            body.transferTo(out);
        }
        out.flush();
    }

    /** A page of devices; {@code filters} such as {@code state}, and {@code cursor} for the next page. */
    public JsonNode devices(Map<String, String> filters) throws IOException {
        var query = new StringBuilder("/v1/devices?limit=500");
        filters.forEach((name, value) ->
                query.append('&').append(encode(name)).append('=').append(encode(value)));
        return get(query.toString());
    }

    private JsonNode get(String path) throws IOException {
        var request = request("status", path).timeout(PATIENCE);
        return json(send(request.header("Accept", "application/json").build()));
    }

    private HttpRequest.Builder request(String service, String path) {
        var address = Objects.requireNonNull(addresses.get(service), service);
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String query(Upload upload) {
        if (upload.files().size() > 1) {
            return "";
        }
        var query = new StringBuilder("?fileName=")
                .append(encode(String.valueOf(upload.files().getFirst().getFileName())));
        upload.orderId().ifPresent(id -> query.append("&orderId=").append(encode(id)));
        upload.purchaseId().ifPresent(id -> query.append("&purchaseId=").append(encode(id)));
        return query.toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw Refusal.of(answer.statusCode(), answer.body());
        }
        return parse(answer.body());
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("an answer that is no JSON: " + e.getMessage(), e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
