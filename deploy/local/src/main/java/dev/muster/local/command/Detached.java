package dev.muster.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.backing.Child;
import dev.muster.local.Muster;
import dev.muster.local.system.SystemState;
import dev.muster.local.system.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs {@code up} in a session of its own, so that it outlives this command and its terminal. */
final class Detached {
    private static final long LOOK_MILLIS = 200;

    private final Root root;
    private final PlanOptions options;
    private final Path log;
    private int shown;

    Detached(Root root, PlanOptions options) {
        this.root = root;
        this.options = options;
        this.log = root.home().log("supervisor");
    }

    /** Returns 0 when all is ready, or 1 with everything ended again. */
    int start() throws InterruptedException {
        if (root.running().isPresent()) {
            throw new UserError("already running: ./muster status shows it, ./muster down ends it");
        }
        var supervisor = launch();
        var whenInterrupted = new Thread(() -> supervisor.toHandle().destroy());
        Runtime.getRuntime().addShutdownHook(whenInterrupted);
        boolean ready = awaitReady(supervisor);
        if (ready) {
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        }
        showNewLines();
        return ready ? 0 : 1;
    }

    private boolean awaitReady(Process supervisor) throws InterruptedException {
        while (supervisor.isAlive()) {
            showNewLines();
            var state = SystemState.read(root.home().state());
            if (state.isPresent()
                    && state.get().ready()
                    && state.get().supervisor().pid() == supervisor.pid()) {
                Thread.sleep(LOOK_MILLIS);
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private Process launch() {
        try {
            Files.createDirectories(Objects.requireNonNull(log.getParent()));
            return new ProcessBuilder(Child.inOwnSession(command()))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (var option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-Dmuster.terminal")) {
                command.add(option);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Muster.class.getName()));
        command.addAll(List.of("--data", root.home().data().toString(), "up"));
        command.addAll(options.words());
        return command;
    }

    private void showNewLines() {
        try {
            var lines = Files.readString(log, UTF_8).lines().toList();
            lines.stream().skip(shown).forEach(root.screen()::say);
            shown = lines.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
