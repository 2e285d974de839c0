package dev.muster.local.command;

import dev.muster.backing.Trees;
import dev.muster.local.client.Registering;
import dev.muster.local.client.Services;
import dev.muster.local.client.Upload;
import dev.muster.local.sample.Format;
import dev.muster.local.sample.Sample;
import dev.muster.local.system.Home;
import dev.muster.local.system.Plan;
import dev.muster.local.system.Supervisor;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code muster train}. */
@Command(
        name = "train",
        description = "Runs the system once under load, so that it starts fast from then on; the build does it.",
        mixinStandardHelpOptions = true)
final class Train implements Callable<Integer> {
    private static final String TENANT = "training";
    private static final int[] FILES = {100, 20_000, 500, 500, 40_000, 40_000};

    @ParentCommand
    private Root root;

    @Override
    public Integer call() throws IOException {
        var home = new Home(root.home().root(), root.home().data().resolve("training"));
        Trees.delete(home.data());
        try (var supervisor = new Supervisor(home, Plan.onFreePorts(Map.of()), root.screen()::say)) {
            Runtime.getRuntime().addShutdownHook(new Thread(supervisor::close, "end"));
            supervisor.start();
            var token = new Tokens(Keys.in(home.keys())).sign(TokenRequest.of(TENANT), Instant.now());
            work(home, new Services(supervisor.state().services(), token));
            root.screen().say("Ending everything; what was learnt is kept ...");
        }
        Trees.delete(home.data());
        return 0;
    }

    /** Every row takes the whole way, most of them in large files, and lists are looked at. */
    private void work(Home home, Services services) throws IOException {
        var file = Files.createDirectories(home.data()).resolve("devices.csv");
        for (int i = 0; i < FILES.length; i++) {
            new Sample(FILES[i], Format.SELF, true, i).write(file);
            Registering.run(services, Upload.of(file), root.screen());
            services.devices(Map.of("limit", "100"));
        }
    }
}
