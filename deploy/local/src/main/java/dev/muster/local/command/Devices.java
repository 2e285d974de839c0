package dev.muster.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.screen.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster devices}. */
@Command(
        name = "devices",
        description = "Lists the devices of a tenant, and the rows that are to become some.",
        mixinStandardHelpOptions = true)
final class Devices implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Option(names = "--tenant", paramLabel = "T", description = "Whose (default: ${DEFAULT-VALUE}).")
    private String tenant = "demo";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "registration-pending, registration-failed, ready-for-user, active, inactive.")
    private Optional<String> state = Optional.empty();

    @Option(names = "--json", description = "One device as JSON on each line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var services = root.services(tenant);
        var filters = new LinkedHashMap<String, String>();
        state.ifPresent(value -> filters.put("state", value));
        boolean first = true;
        String next;
        do {
            var page = services.devices(filters);
            var items = new ArrayList<JsonNode>();
            page.path("items").forEach(items::add);
            show(items, first);
            first = false;
            next = page.path("next").asText("");
            filters.put("cursor", next);
        } while (!next.isEmpty());
        return 0;
    }

    private void show(List<JsonNode> devices, boolean withHeadings) {
        if (json) {
            devices.forEach(device -> root.screen().say(device.toString()));
            return;
        }
        var table = new Table("serial number", "manufacturer", "model", "state", "device id");
        for (var device : devices) {
            table.row(
                    device.path("serialNumber").asText(),
                    device.path("manufacturer").asText(),
                    device.path("model").asText(),
                    device.path("label").asText(),
                    device.path("deviceId").asText());
        }
        table.lines().stream().skip(withHeadings ? 0 : 1).forEach(root.screen()::say);
    }
}
