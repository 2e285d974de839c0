package dev.muster.trials.faults.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Calls processes of ingest that may be dead, held still, or cut off from what they stand on. */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String token;

    Caller(String token) {
        this.token = token;
    }

    /** An answer of any kind. */
    record Answer(int status, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an answer that is no JSON: " + e.getOriginalMessage(), e);
            }
        }
    }

    /** Sends {@code body}; empty where no answer came. */
    Optional<Answer> send(int port, String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return Optional.of(new Answer(answer.statusCode(), answer.body()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Begins to upload {@code body} and goes away after {@code bytes} of it. */
    void breakOff(int port, String path, String body, int bytes) {
        byte[] all = body.getBytes(UTF_8);
        var head = "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n".formatted(path, token)
                + "Content-Type: text/csv\r\nContent-Length: %d\r\n\r\n".formatted(all.length);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            out.write(head.getBytes(UTF_8));
            out.write(all, 0, Math.min(bytes, all.length));
            out.flush();
            Thread.sleep(100);
        } catch (IOException e) {
            // broken off in another way
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
