package dev.muster.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.local.sample.Outcomes;
import dev.muster.local.screen.Table;
import java.io.IOException;
import java.util.TreeMap;

/** What became of the rows of a registration, in numbers and as a table. */
public final class OutcomeTable {
    private OutcomeTable() {}

    /** How many were registered and how many failed with which code. */
    public static Outcomes outcomes(JsonNode registration) {
        var failed = new TreeMap<String, Long>();
        registration
                .path("failedByCode")
                .properties()
                .forEach(entry -> failed.put(entry.getKey(), entry.getValue().asLong()));
        return new Outcomes(registration.path("counts").path("registered").asLong(), failed);
    }

    /** A table of it, with one example row for each failure. */
    public static Table table(Services services, JsonNode registration) throws IOException {
        var outcome = outcomes(registration);
        var table = new Table("outcome", "rows", "meaning", "for example");
        table.row("registered", "%,d".formatted(outcome.registered()), "Registered", "");
        for (var failed : new TreeMap<>(outcome.failedByCode()).entrySet()) {
            var page = services.failures(registration.path("id").asText(), failed.getKey(), 1);
            var example = page.path("items").path(0);
            table.row(
                    failed.getKey(),
                    "%,d".formatted(failed.getValue()),
                    example.path("title").asText(""),
                    describe(example));
        }
        return table;
    }

    private static String describe(JsonNode row) {
        var serialNumber = row.path("serialNumber").asText("");
        var detail = row.path("detail").asText("");
        return "line " + row.path("row").asText()
                + (serialNumber.isEmpty() ? "" : ", " + serialNumber)
                + (detail.isEmpty() ? "" : ": " + detail);
    }
}
