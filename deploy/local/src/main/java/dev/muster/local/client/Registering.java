package dev.muster.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.screen.ProgressBar;
import dev.muster.local.screen.Screen;
import java.io.IOException;

/** Uploads files, shows a bar while their rows find their outcome, and returns the completed registration. */
public final class Registering {
    private Registering() {}

    public static JsonNode run(Services services, Upload upload, Screen screen) throws IOException {
        var bar = new ProgressBar(screen);
        try {
            var accepted = services.register(upload.telling(bar::uploading));
            return Following.toTheEnd(services, accepted.path("id").asText(), registration -> show(bar, registration));
        } finally {
            bar.finish();
        }
    }

    private static void show(ProgressBar bar, JsonNode registration) {
        var counts = registration.path("counts");
        bar.counts(
                counts.path("total").asLong(),
                counts.path("registered").asLong(),
                counts.path("failed").asLong());
    }
}
