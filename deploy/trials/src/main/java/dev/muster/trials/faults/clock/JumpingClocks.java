package dev.muster.trials.faults.clock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;

/** The clocks of a system's processes, each of which can be moved by itself. */
public final class JumpingClocks {
    private final Path directory;
    private final Path agent;
    private final Set<Long> followed = ConcurrentHashMap.newKeySet();

    /** Clocks that all tell the right time; what moves them is kept in {@code directory}. */
    public JumpingClocks(Path directory) {
        try {
            Files.createDirectories(directory);
            this.directory = directory;
            this.agent = jar(directory.resolve("clock-agent.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the JVM of a process has to be started with, so that its clock can be moved. */
    public static List<String> options() {
        return List.of("-XX:+EnableDynamicAgentLoading");
    }

    /**
     * From now on, the process {@code pid} believes that it is {@code millis} later than it is; earlier where they are
     * negative.
     *
     * @throws IOException where there is no such process any more, or it is held still for long
     */
    public void set(long pid, long millis) throws IOException {
        var fresh = directory.resolve(pid + ".new");
        Files.writeString(fresh, Long.toString(millis), UTF_8);
        Files.move(fresh, file(pid), StandardCopyOption.ATOMIC_MOVE);
        if (followed.add(pid)) {
            attach(pid);
        }
    }

    private void attach(long pid) throws IOException {
        try {
            var jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                jvm.loadAgent(agent.toString(), file(pid).toString());
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException(e);
        }
    }

    private Path file(long pid) {
        return directory.resolve(pid + ".clock");
    }

    /** A jar that names the agent and where its classes are. */
    private static Path jar(Path file) throws IOException {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Agent-Class"), ClockAgent.class.getName());
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
