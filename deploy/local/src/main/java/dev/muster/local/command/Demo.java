package dev.muster.local.command;

import dev.muster.local.client.OutcomeTable;
import dev.muster.local.client.Registering;
import dev.muster.local.client.Services;
import dev.muster.local.client.Upload;
import dev.muster.local.sample.Format;
import dev.muster.local.sample.Outcomes;
import dev.muster.local.sample.Sample;
import dev.muster.local.screen.Screen;
import dev.muster.local.system.Supervisor;
import dev.muster.local.system.SystemState;
import dev.muster.local.token.TokenRequest;
import dev.muster.model.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code muster demo}. */
@Command(
        name = "demo",
        description = "Shows the whole way of a file: starts everything, uploads 1,000 devices, ends everything.",
        mixinStandardHelpOptions = true)
final class Demo implements Callable<Integer> {
    private static final int DEVICES = 1_000;
    private static final int FEW = 3;
    private static final String TENANT = "demo";
    private static final String OTHER_TENANT = "other";

    @ParentCommand
    private Root root;

    @Mixin
    private PlanOptions options;

    private final List<String> surprises = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var running = root.running();
        if (running.isPresent()) {
            screen().say("Using the system that is running already.");
            show(running.get());
            lookNext(running.get());
        } else {
            withOwnSystem();
        }
        surprises.forEach(surprise -> screen().say("NOT AS EXPECTED: " + surprise));
        return surprises.isEmpty() ? 0 : 1;
    }

    private void withOwnSystem() throws IOException {
        screen().say("Starting a Kafka broker, a PostgreSQL and the services ...");
        try (var supervisor = new Supervisor(root.home(), options.plan(), screen()::say)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "end"));
            supervisor.start();
            show(supervisor.state());
            lookNext(supervisor.state());
            screen().say("Ending everything ...");
        }
        screen().say("Nothing is left running.");
    }

    private void show(SystemState state) throws IOException {
        var directory = Files.createDirectories(root.home().data().resolve("demo"));
        var sample = new Sample(DEVICES, Format.SELF, true, new SecureRandom().nextLong());
        var file = directory.resolve("devices.csv");
        sample.write(file);
        var expected = sample.expected();
        screen().say("");
        screen().say("%s: %,d devices, and %d rows with a fault".formatted(file, DEVICES, expected.failed()));
        upload(state, TENANT, file, expected);

        var few = directory.resolve("again.csv");
        sample.first(FEW).write(few);
        screen().say("");
        screen().say("%d of these devices once more:".formatted(FEW));
        upload(state, TENANT, few, allFailed(FailureCode.DEVICE_ALREADY_REGISTERED));
        screen().say("");
        screen().say("The same %d, by another organization:".formatted(FEW));
        upload(state, OTHER_TENANT, few, allFailed(FailureCode.DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION));
    }

    private void upload(SystemState state, String tenant, Path file, Outcomes expected) throws IOException {
        var services = new Services(state.services(), root.token(TokenRequest.of(tenant)));
        var registration = Registering.run(services, Upload.of(file), screen());
        OutcomeTable.table(services, registration).print(screen());
        surprises.addAll(expected.differences(OutcomeTable.outcomes(registration)));
        var outcome = registration.path("state").asText();
        if (!"completed".equals(outcome)) {
            surprises.add("the registration is " + outcome);
        }
    }

    private void lookNext(SystemState state) {
        screen().say("");
        screen().say("Where to look next:");
        screen().say("  ./muster up --detach            start it to stay (./muster down ends it)");
        screen().say("  ./muster register FILE          upload a file; ./muster sample 500 FILE makes one");
        screen().say("  ./muster devices                what is registered; ./muster status what runs");
        screen().say("  curl -H \"Authorization: Bearer $(./muster token --tenant demo)\" "
                + state.services().get("status") + "/v1/devices/summary");
        screen().say("  " + state.services().get("ingest") + "/q/openapi and the like on every service; docs/");
        screen().say("");
    }

    private static Outcomes allFailed(FailureCode code) {
        return new Outcomes(0, Map.of(code.code(), (long) FEW));
    }

    private Screen screen() {
        return root.screen();
    }
}
