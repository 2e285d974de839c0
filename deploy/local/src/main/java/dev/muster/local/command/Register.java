package dev.muster.local.command;

import dev.muster.local.client.OutcomeTable;
import dev.muster.local.client.Registering;
import dev.muster.local.client.Upload;
import dev.muster.local.screen.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster register}. */
@Command(
        name = "register",
        description = "Uploads files of devices and shows what became of each row.",
        mixinStandardHelpOptions = true)
final class Register implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files.")
    private List<Path> files;

    @Option(names = "--tenant", paramLabel = "T", description = "Who registers (default: ${DEFAULT-VALUE}).")
    private String tenant = "demo";

    @Option(names = "--order-id", paramLabel = "X", description = "The order that the devices belong to.")
    private Optional<String> orderId = Optional.empty();

    @Option(names = "--purchase-id", paramLabel = "X", description = "The purchase that the devices belong to.")
    private Optional<String> purchaseId = Optional.empty();

    @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key: sending it again registers once.")
    private Optional<String> key = Optional.empty();

    @Option(names = "--json", description = "Print the completed registration as JSON, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var services = root.services(tenant);
        var upload = new Upload(files, orderId, purchaseId, key, (sent, all) -> {});
        var registration = Registering.run(services, upload, json ? silent() : root.screen());
        if (json) {
            root.screen().say(registration.toString());
        } else {
            root.screen().say("Registration " + registration.path("id").asText());
            OutcomeTable.table(services, registration).print(root.screen());
        }
        return "completed".equals(registration.path("state").asText()) ? 0 : 1;
    }

    private static Screen silent() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Screen(nowhere, false, false);
    }
}
