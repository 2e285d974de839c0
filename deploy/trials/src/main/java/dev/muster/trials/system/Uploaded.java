package dev.muster.trials.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.local.client.Services;
import dev.muster.model.identity.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What files say, and what the read side says of it. */
public final class Uploaded {
    private static final String OWNED = "ready-for-user";

    private Uploaded() {}

    /** The ids of the devices in a file of {@link Load}: worked out from its columns, not by the service that is tried. */
    public static Set<UUID> devices(Path file) throws IOException {
        var devices = new HashSet<UUID>();
        try (var lines = Files.newBufferedReader(file, UTF_8)) {
            lines.readLine();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var cells = line.split(",", 4);
                devices.add(DeviceId.of(cells[0], cells[2]));
            }
        }
        return devices;
    }

    /**
     * Compares all devices of a tenant with what it has uploaded; throws IllegalStateException, saying what differs,
     * unless each is there exactly once and ready.
     */
    public static void demandAllRegistered(Services services, String tenant, Set<UUID> devices) throws IOException {
        var comparison = new Comparison(devices, OWNED);
        Map<String, String> page = new HashMap<>();
        var more = true;
        while (more) {
            var answer = services.devices(page);
            for (var device : answer.path("items")) {
                comparison.found(
                        UUID.fromString(device.path("deviceId").asText()),
                        device.path("state").asText());
            }
            more = answer.hasNonNull("next");
            page.put("cursor", answer.path("next").asText());
        }
        comparison.demandNone("devices of " + tenant);
    }
}
