package dev.muster.trials.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.client.Services;
import dev.muster.local.client.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Uploads a file and watches the read model until the last of its rows is final. */
public final class Uploading {
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private Uploading() {}

    /**
     * When what happened, counted from just before the first byte was sent.
     *
     * @param answered the upload was answered: the broker has every row
     * @param seen the registration was first seen to have a row
     * @param last every row had its final state in the read model
     * @param registration as the read model gave it then
     */
    public record Timing(Duration answered, Duration seen, Duration last, JsonNode registration) {
        public String id() {
            return registration.path("id").asText();
        }
    }

    /**
     * Uploads {@code file} and returns when it is completed; throws IOException when nothing changes for two minutes.
     *
     * @param pause between two looks at the read model: the error of the times, and load on it
     */
    public static Timing run(Services services, Path file, Duration pause) throws IOException {
        long began = System.nanoTime();
        var id = services.register(Upload.of(file)).path("id").asText();
        var answered = since(began);
        var seen = Optional.<Duration>empty();
        Optional<JsonNode> before = Optional.empty();
        long changed = System.nanoTime();
        while (since(changed).compareTo(SILENCE) < 0) {
            var now = services.registration(id);
            if (now.isPresent() && !now.equals(before)) {
                changed = System.nanoTime();
                before = now;
            }
            if (seen.isEmpty()
                    && now.isPresent()
                    && now.get().path("counts").path("total").asLong() > 0) {
                seen = Optional.of(since(began));
            }
            if (now.isPresent() && "completed".equals(now.get().path("state").asText())) {
                return new Timing(answered, seen.orElse(since(began)), since(began), now.get());
            }
            sleep(pause);
        }
        throw new IOException("nothing has changed in registration %s for %d s".formatted(id, SILENCE.toSeconds()));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void sleep(Duration pause) throws IOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
