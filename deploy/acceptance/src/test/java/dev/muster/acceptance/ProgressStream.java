package dev.muster.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows server-sent events to the end of their stream. */
final class ProgressStream {
    /** One event as it came. */
    record Event(String name, String data) {}

    private ProgressStream() {}

    static List<Event> follow(String address, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request, BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        try (var lines = answer.body()) {
            return events(lines.toList());
        }
    }

    private static List<Event> events(List<String> lines) {
        var events = new ArrayList<Event>();
        var name = "message";
        var data = new StringBuilder();
        for (var line : lines) {
            if (line.startsWith("event:")) {
                name = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring("data:".length()).strip());
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(new Event(name, data.toString()));
                name = "message";
                data.setLength(0);
            }
        }
        return events;
    }
}
