package dev.muster.local.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which failures an operator wants; all where nothing is said. */
final class Wanted {
    @Option(names = "--stage", paramLabel = "S", description = "Refused or set aside by it: validator, claim ...")
    private Optional<String> stage = Optional.empty();

    @Option(names = "--tenant", paramLabel = "T", description = "Of that organization.")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--registration", paramLabel = "ID", description = "Of that upload.")
    private Optional<String> registration = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "Not older, such as 2026-01-31T08:00:00Z.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "Older.")
    private Optional<String> to = Optional.empty();

    /** As the service operations takes them. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        stage.ifPresent(value -> parameters.put("stage", value));
        tenant.ifPresent(value -> parameters.put("tenant", value));
        registration.ifPresent(value -> parameters.put("registration", value));
        from.ifPresent(value -> parameters.put("from", value));
        to.ifPresent(value -> parameters.put("to", value));
        return parameters;
    }

    Optional<String> tenant() {
        return tenant;
    }

    /** Whether nothing is said, or no more than the organization. */
    boolean isOfTenantAlone() {
        return stage.isEmpty() && registration.isEmpty() && from.isEmpty() && to.isEmpty();
    }
}
