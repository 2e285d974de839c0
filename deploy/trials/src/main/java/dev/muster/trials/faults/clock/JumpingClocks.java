package dev.muster.trials.faults.clock;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;

/** The clocks of a system's processes, each of which can be moved by itself. */
public final class JumpingClocks {
    private final Path directory;
    private final Path agent;

    /** Clocks that all tell the right time; what they need is kept in {@code directory}. */
    public JumpingClocks(Path directory) {
        try {
            Files.createDirectories(directory);
            this.directory = directory;
            this.agent = jar(directory.resolve("clock-agent.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM of {@code process} has to be started with. */
    public List<String> options(String process) {
        set(process, 0);
        return List.of("-javaagent:" + agent + "=" + file(process));
    }

    /** From now on, {@code process} believes that it is {@code millis} later than it is; earlier where they are negative. */
    public void set(String process, long millis) {
        try {
            var fresh = file(process).resolveSibling(process + ".new");
            Files.writeString(fresh, Long.toString(millis), UTF_8);
            Files.move(fresh, file(process), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String process) {
        return directory.resolve(process + ".clock");
    }

    /** A jar that names the agent and where its classes are. */
    private static Path jar(Path file) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Premain-Class"), ClockAgent.class.getName());
        main.put(new Attributes.Name("Can-Retransform-Classes"), "true");
        main.put(Attributes.Name.CLASS_PATH, home(ClockAgent.class) + " " + home(ClassReader.class));
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.finish();
        }
        return file;
    }

    private static String home(Class<?> one) {
        try {
            return one.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
