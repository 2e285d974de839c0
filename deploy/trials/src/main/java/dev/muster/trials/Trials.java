package dev.muster.trials;

import dev.muster.trials.fairness.FairnessCommand;
import dev.muster.trials.faults.FaultsCommand;
import dev.muster.trials.speed.SpeedCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class of {@code muster trial}. */
@Command(
        name = "muster trial",
        description = "Measures the system, each time one of its own on free ports, and compares every outcome.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "TRIAL",
        subcommands = {SpeedCommand.class, FairnessCommand.class, FaultsCommand.class})
public final class Trials {
    private Trials() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Trials()).execute(args));
    }
}
