package dev.muster.status.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testing.Tokens;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A reader of the progress of one upload, line by line as they come. */
final class ProgressStream {

    private static final String EVENT = "event:";
    private static final String DATA = "data:";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private final CompletableFuture<Void> end;

    private ProgressStream(HttpRequest request) {
        response = http.sendAsync(request, BodyHandlers.ofLines());
        end = response.thenAccept(answer -> answer.body().forEach(lines::add));
    }

    /** Hangs up. */
    void leave() {
        http.shutdownNow();
    }

    static ProgressStream open(String tenant, UUID registration) {
        var address =
                URI.create("http://localhost:" + RestAssured.port + "/v1/registrations/" + registration + "/progress");
        return new ProgressStream(HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + Tokens.of(tenant, "reader"))
                .header("Accept", "text/event-stream")
                .build());
    }

    /** Waits until the server ends the stream. */
    void awaitEnd() {
        assertThat(end).succeedsWithin(Duration.ofSeconds(20));
    }

    /** Whether the server has said by now that there is no such upload, and when to ask again. */
    boolean isRefused() {
        return response.isDone()
                && response.join().statusCode() == 404
                && response.join().headers().firstValue("Retry-After").isPresent();
    }

    /** The names of the events so far. */
    List<String> names() {
        return lines.stream()
                .filter(line -> line.startsWith(EVENT))
                .map(line -> line.substring(EVENT.length()).strip())
                .toList();
    }

    /** The data of the last event of that name. */
    JsonPath last(String name) {
        String data = null;
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).equals(EVENT + name) && lines.get(i + 1).startsWith(DATA)) {
                data = lines.get(i + 1).substring(DATA.length());
            }
        }
        assertThat(data).as("data of an event " + name).isNotNull();
        return JsonPath.from(data);
    }
}
