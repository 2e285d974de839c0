package dev.muster.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.muster.local.system.Readiness;
import dev.muster.local.system.SystemState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster status}. */
@Command(
        name = "status",
        description = "Shows what runs, where, and whether it is ready now.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParentCommand
    private Root root;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    /** A process as the JSON shows it. */
    record Shown(String name, long pid, int port, boolean ready) {}

    @Override
    public Integer call() throws JsonProcessingException {
        var running = root.running().map(Status::asOfNow).orElse(null);
        if (json) {
            root.screen().say(JSON.writeValueAsString(shown(running)));
        } else if (running == null) {
            root.screen().say("Nothing is running.");
        } else {
            Processes.table(running).print(root.screen());
        }
        return running == null ? 1 : 0;
    }

    /** The same processes, each asked whether it is ready. */
    private static SystemState asOfNow(SystemState state) {
        var asked = state.processes().stream()
                .map(process -> CompletableFuture.supplyAsync(() -> new SystemState.Entry(
                        process.name(), process.pid(), process.startedAt(), process.port(), Readiness.of(process))))
                .toList();
        return new SystemState(
                state.supervisor(),
                state.ready(),
                asked.stream().map(CompletableFuture::join).toList());
    }

    static Map<String, @Nullable Object> shown(@Nullable SystemState state) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        shown.put("processes", state == null ? List.of() : processes(state));
        shown.put("kafka", state == null ? null : state.kafka());
        shown.put("jdbc", state == null ? null : state.jdbc());
        shown.put("services", state == null ? Map.of() : state.services());
        return shown;
    }

    private static List<Shown> processes(SystemState state) {
        return state.processes().stream()
                .map(p -> new Shown(p.name(), p.pid(), p.port(), p.ready()))
                .toList();
    }
}
