package dev.muster.local.system;

import dev.muster.backing.Broker;
import dev.muster.backing.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks whether something is ready, now. */
public final class Readiness {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private Readiness() {}

    /** Whether the service on that port says that it is ready. */
    public static boolean of(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether the process of that entry is there and answers. */
    public static boolean of(SystemState.Entry entry) {
        if (entry.running().isEmpty()) {
            return false;
        }
        return switch (entry.name()) {
            case Plan.KAFKA -> Broker.answers("127.0.0.1:" + entry.port());
            case Plan.POSTGRES -> Postgres.answers(entry.port());
            default -> of(entry.port());
        };
    }
}
