package dev.muster.local.command;

import dev.muster.backing.StartFailure;
import dev.muster.local.client.Operations;
import dev.muster.local.client.Refusal;
import dev.muster.local.client.Services;
import dev.muster.local.screen.Screen;
import dev.muster.local.system.Home;
import dev.muster.local.system.Service;
import dev.muster.local.system.SystemState;
import dev.muster.local.system.UserError;
import dev.muster.local.token.Keys;
import dev.muster.local.token.TokenRequest;
import dev.muster.local.token.Tokens;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all others: what they share; without one of them it shows how it is used. */
@Command(
        name = "muster",
        description = "Registers devices: the whole system on this machine, and a client for it.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "Muster 0.1.0-SNAPSHOT",
        footer = {
            "",
            "./muster test [ARGS] builds and tests everything; it runs mvn verify.",
            "./muster trial speed and ./muster trial fairness measure the whole system, ./muster trial faults kills,",
            "stops and cuts its parts and proves that nothing is lost; --help lists their options."
        },
        subcommands = {
            Demo.class,
            Up.class,
            Down.class,
            Status.class,
            Token.class,
            Register.class,
            Devices.class,
            Failures.class,
            Lag.class,
            DeadLetters.class,
            Pause.class,
            Resume.class,
            Position.class,
            Rebuild.class,
            Merge.class,
            Inspect.class,
            SampleFile.class,
            Train.class,
            CommandLine.HelpCommand.class
        })
public final class Root implements Runnable {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where data, logs and keys are kept (default: .muster beside the launcher).")
    private @Nullable Path data;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error, for people who work on Muster.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    private final Screen screen = Screen.standard();

    private Root() {}

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        var root = new Root();
        return new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Root::misunderstood)
                .setExecutionExceptionHandler((failure, line, parsed) -> root.failed(failure));
    }

    @Override
    public void run() {
        var line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getOut());
    }

    Screen screen() {
        return screen;
    }

    Home home() {
        var root = Path.of(System.getProperty("muster.root", ""));
        return new Home(root, data == null ? root.resolve(".muster") : data);
    }

    /** The system that runs in this data directory, if one does. */
    Optional<SystemState> running() {
        return SystemState.read(home().state()).filter(SystemState::isSupervised);
    }

    /** The services of the running system, called on behalf of {@code tenant}. */
    Services services(String tenant) {
        var state = running().orElseThrow(() -> new UserError("nothing is running: start it with ./muster up"));
        return new Services(state.services(), token(TokenRequest.of(tenant)));
    }

    /** The service operations of the running system, called as an operator. */
    Operations operations() {
        var state = running().orElseThrow(() -> new UserError("nothing is running: start it with ./muster up"));
        String address = Optional.ofNullable(state.services().get(Service.OPERATIONS.id()))
                .orElseThrow(() -> new UserError("operations does not run"));
        return new Operations(address, token(TokenRequest.ofOperator()));
    }

    String token(TokenRequest request) {
        return new Tokens(Keys.in(home().keys())).sign(request, Instant.now());
    }

    private static int misunderstood(CommandLine.ParameterException failure, String[] args) {
        var err = failure.getCommandLine().getErr();
        err.println(failure.getMessage());
        err.println("(" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help says more)");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception failure) {
        if (verbose) {
            failure.printStackTrace();
        }
        System.err.println(
                switch (failure) {
                    case UserError e -> e.getMessage();
                    case StartFailure e -> e.getMessage();
                    case Refusal e -> e.getMessage();
                    case NoSuchFileException e -> "there is no file " + e.getFile();
                    case AccessDeniedException e -> "no right to read or write " + e.getFile();
                    case ConnectException e -> "a service does not answer: ./muster status shows which";
                    case IOException e -> String.valueOf(e.getMessage());
                    default -> "unexpected: " + failure + " (--verbose says more)";
                });
        return CommandLine.ExitCode.SOFTWARE;
    }
}
