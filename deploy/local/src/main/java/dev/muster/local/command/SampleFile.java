package dev.muster.local.command;

import dev.muster.local.sample.Format;
import dev.muster.local.sample.Sample;
import dev.muster.local.system.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster sample}. */
@Command(
        name = "sample",
        description = "Makes a file of made-up devices with structurally real hardware hashes.",
        mixinStandardHelpOptions = true)
final class SampleFile implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "N", description = "How many devices.")
    private long devices;

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to write.")
    private Path file;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.SELF;

    @Option(names = "--faults", description = "Add a handful of rows of each kind of fault.")
    private boolean faults;

    @Option(names = "--seed", paramLabel = "NUMBER", description = "The same number makes the same file.")
    private Optional<Long> seed = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (devices < 1) {
            throw new UserError("a sample has at least one device");
        }
        var sample = new Sample(devices, format, faults, seed.orElseGet(() -> new SecureRandom().nextLong()));
        sample.write(file);
        var expected = sample.expected();
        root.screen()
                .say("%s: %,d rows, %,d of them with a fault".formatted(file, expected.total(), expected.failed()));
        return 0;
    }
}
