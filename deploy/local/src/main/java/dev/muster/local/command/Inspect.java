package dev.muster.local.command;

import dev.muster.local.file.InspectionJson;
import dev.muster.local.file.InspectionReport;
import dev.muster.local.file.InspectionTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster inspect}. */
@Command(
        name = "inspect",
        description = "Shows what each hardware hash holds and which rows would fail, without a server.",
        footer = {"", "Exit code 0: every row is good; 1: a row would fail, or the file cannot be read at all."},
        mixinStandardHelpOptions = true)
final class Inspect implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "FILE", description = "A CSV file, of any known form and encoding.")
    private Path file;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        InspectionReport report = json ? new InspectionJson(root.screen().out()) : new InspectionTable(root.screen());
        return InspectionReport.of(file, report).failed() == 0 ? 0 : 1;
    }
}
