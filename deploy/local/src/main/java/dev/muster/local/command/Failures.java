package dev.muster.local.command;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.muster.local.client.Services;
import dev.muster.local.file.OutFile;
import dev.muster.local.system.UserError;
import dev.muster.model.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster failures}. */
@Command(
        name = "failures",
        description = {
            "Gets the failed rows of a registration as a CSV that can be corrected and registered again;",
            "without ID lists the newest failures, for operators: of all organizations unless --tenant says whose.",
            "With ID the organization is demo unless --tenant says otherwise, and no other filter but --code is taken."
        },
        mixinStandardHelpOptions = true)
final class Failures implements Callable<Integer> {
    @ParentCommand
    private Root root;

    @Parameters(index = "0", paramLabel = "ID", arity = "0..1", description = "The registration.")
    private Optional<String> id = Optional.empty();

    @Mixin
    private Wanted wanted;

    @Option(names = "--code", paramLabel = "CODE", description = "Only rows that failed with it, such as sample-data.")
    private Optional<String> code = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write (default: standard output).")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() throws IOException {
        code.ifPresent(Failures::check);
        if (id.isEmpty()) {
            if (out.isPresent()) {
                throw new UserError("--output takes the failed rows of one registration: name it");
            }
            FailureList.print(root.operations(), root.screen(), wanted, code);
            return 0;
        }
        if (!wanted.isOfTenantAlone()) {
            throw new UserError("with an ID there is no other filter than --tenant and --code");
        }
        var services = root.services(wanted.tenant().orElse("demo"));
        if (out.isEmpty()) {
            services.failuresCsv(id.get(), code, root.screen().out());
        } else {
            write(services, id.get(), out.get());
        }
        return 0;
    }

    private void write(Services services, String id, Path file) throws IOException {
        OutFile.write(file, stream -> services.failuresCsv(id, code, stream));
        if (!Files.isRegularFile(file)) {
            return; // a pipe: what went through it cannot be counted
        }
        long rows = rows(file);
        long pending = services.registration(id)
                .map(registration -> registration.path("counts").path("pending").asLong())
                .orElse(0L);
        root.screen()
                .say("%s: %,d failed %s%s"
                        .formatted(
                                file,
                                rows,
                                rows == 1 ? "row" : "rows",
                                pending == 0 ? "" : "; %,d rows are still pending".formatted(pending)));
    }

    private static long rows(Path file) throws IOException {
        try (var reader = CsvReader.builder().ofCsvRecord(file)) {
            return Math.max(0, reader.stream().count() - 1);
        }
    }

    private static void check(String code) {
        if (Arrays.stream(FailureCode.values()).noneMatch(known -> known.code().equals(code))) {
            throw new UserError("--code takes one of "
                    + Arrays.stream(FailureCode.values()).map(FailureCode::code).collect(Collectors.joining(", "))
                    + ", not " + code);
        }
    }
}
