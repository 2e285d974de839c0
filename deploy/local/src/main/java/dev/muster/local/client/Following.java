package dev.muster.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a registration to its end, through restarts of the services. */
public final class Following {
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Following() {}

    /**
     * Returns the registration once it is completed; gives up when nothing has changed for two minutes.
     *
     * @param seen shown each new state on the way
     */
    public static JsonNode toTheEnd(Services services, String id, Consumer<JsonNode> seen) throws IOException {
        long lastChange = System.nanoTime();
        Optional<JsonNode> last = Optional.empty();
        while (System.nanoTime() - lastChange < SILENCE.toNanos()) {
            var now = look(services, id);
            if (now.isPresent() && !now.equals(last)) {
                lastChange = System.nanoTime();
                last = now;
                seen.accept(now.get());
            }
            if (now.isPresent() && isOver(now.get())) {
                return now.get();
            }
            pause();
        }
        throw new IOException("nothing has changed in registration %s for %d s".formatted(id, SILENCE.toSeconds()));
    }

    private static Optional<JsonNode> look(Services services, String id) {
        try {
            return services.registration(id);
        } catch (Refusal e) {
            if (e.status() < 500) {
                throw e;
            }
            return Optional.empty();
        } catch (IOException beingStartedAgain) {
            return Optional.empty();
        }
    }

    /** An upload that broke off is over once all that came of it has its outcome. */
    private static boolean isOver(JsonNode registration) {
        return switch (registration.path("state").asText()) {
            case "completed" -> true;
            case "interrupted" -> registration.path("counts").path("pending").asLong() == 0;
            default -> false;
        };
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
