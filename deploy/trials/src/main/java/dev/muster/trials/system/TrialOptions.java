package dev.muster.trials.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every trial has. */
public final class TrialOptions {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the system of the trial keeps its data; emptied (default: .muster/trial).")
    private @Nullable Path data;

    @Option(
            names = "--scale",
            split = ",",
            paramLabel = "SERVICE=N",
            description = "Run several processes of a service, such as claim=2.")
    private Map<String, Integer> scale = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print the results as JSON, and everything else on the error stream.")
    private boolean json;

    private static Path root() {
        return Path.of(System.getProperty("muster.root", "")).toAbsolutePath();
    }

    /** The directory of this trial's data. */
    public Path data() {
        return data == null ? root().resolve(".muster/trial") : data;
    }

    /** Starts a system for the trial. */
    public TrialSystem start() throws IOException {
        return TrialSystem.start(root(), data().resolve("system"), scale, say());
    }

    /** Load for the trial. */
    public Load load() {
        return new Load(data().resolve("load"));
    }

    /** Tells a person what happens. */
    public Consumer<String> say() {
        return json ? System.err::println : System.out::println;
    }

    /** Shows results: all of them as JSON where that was asked for, else {@code text}. */
    public void show(Object results, String text) {
        System.out.println(json ? asJson(results) : text);
    }

    /** Records as indented JSON. */
    public static String asJson(Object results) {
        try {
            return JSON.writeValueAsString(results);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
