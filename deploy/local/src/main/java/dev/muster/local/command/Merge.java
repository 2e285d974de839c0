package dev.muster.local.command;

import dev.muster.local.file.Merging;
import dev.muster.local.screen.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster merge}. */
@Command(
        name = "merge",
        description = "Puts files of devices together by the names of their columns, without a server.",
        mixinStandardHelpOptions = true)
final class Merge implements Callable<Integer> {
    private static final int LONGEST = 300;

    @ParentCommand
    private Root root;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, of any known form and encoding.")
    private List<Path> files;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "The file to write, in UTF-8.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        var merging = Merging.of(files);
        var parts = merging.into(out);
        parts.forEach(this::tell);
        long rows = parts.stream().mapToLong(Merging.Part::rows).sum();
        root.screen().say("%s: %s, columns %s".formatted(out, count(rows), columns(merging)));
        return parts.stream().allMatch(part -> part.leftOut() == 0) ? 0 : 1;
    }

    private void tell(Merging.Part part) {
        var leftOut = part.leftOut() == 0 ? "" : ", %,d LEFT OUT".formatted(part.leftOut());
        root.screen().say("%s: %s%s".formatted(part.file(), count(part.rows()), leftOut));
        part.examples().forEach(example -> root.screen().say("  " + Screen.plain(example, LONGEST)));
        long more = part.leftOut() - part.examples().size();
        if (more > 0) {
            root.screen().say("  and %,d more".formatted(more));
        }
    }

    private static String columns(Merging merging) {
        return Screen.plain(String.join(", ", merging.header()), LONGEST);
    }

    private static String count(long rows) {
        return "%,d %s".formatted(rows, rows == 1 ? "row" : "rows");
    }
}
