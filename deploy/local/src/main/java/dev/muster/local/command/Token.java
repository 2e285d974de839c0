package dev.muster.local.command;

import dev.muster.local.system.UserError;
import dev.muster.local.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster token}. */
@Command(
        name = "token",
        description = "Prints a token that the local services trust, for curl and other clients.",
        mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    @ParentCommand
    private Root root;

    @Option(names = "--tenant", required = true, paramLabel = "T", description = "The organization of the bearer.")
    private String tenant;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "ROLE",
            description = "registrar, reader, supplier, operator (default: registrar,reader).")
    private List<String> roles = List.of("registrar", "reader");

    @Option(names = "--delegations", split = ",", paramLabel = "T", description = "Tenants that it may act for.")
    private List<String> delegations = List.of();

    @Option(names = "--manufacturers", split = ",", paramLabel = "M", description = "Whose devices it may declare.")
    private List<String> manufacturers = List.of();

    @Option(names = "--subject", paramLabel = "S", description = "Who the bearer is (default: ${DEFAULT-VALUE}).")
    private String subject = "local";

    @Option(
            names = "--expires-in",
            paramLabel = "TIME",
            description = "How long it is good for, such as 30s, 15m, 8h, 2d (default: ${DEFAULT-VALUE}).")
    private String expiresIn = "8h";

    @Override
    public Integer call() {
        root.screen()
                .say(root.token(
                        new TokenRequest(tenant, roles, delegations, manufacturers, subject, duration(expiresIn))));
        return 0;
    }

    static Duration duration(String text) {
        var matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UserError("--expires-in takes a time such as 30s, 15m, 8h or 2d, not " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
