package dev.muster.local.system;

import java.nio.file.Path;
import java.util.List;

/**
 * Where things are.
 *
 * @param root of the checkout, in which the services have been built
 * @param data the directory of everything that the running system keeps
 */
public record Home(Path root, Path data) {
    public Home {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    public Path keys() {
        return data.resolve("keys");
    }

    public Path state() {
        return data.resolve("state.json");
    }

    /** The log of one process. */
    public Path log(String name) {
        return data.resolve("logs").resolve(name + ".log");
    }

    Path lock() {
        return data.resolve("supervisor.lock");
    }

    Path kafka() {
        return data.resolve("kafka");
    }

    Path postgres() {
        return data.resolve("postgres");
    }

    Path jar(Service service) {
        return root.resolve("services").resolve(service.id()).resolve("target/" + service.id() + "-runner.jar");
    }

    /**
     * The options by which a JVM starts in half the time from the second start on: at the end of a run it stores its
     * loaded classes in an archive, and it makes a new one where its classes or the JVM have changed.
     *
     * @param program whose classes these are
     */
    List<String> archive(String program) {
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + root.resolve(".muster").resolve(program + ".jsa"),
                "-Xlog:disable", // it would tell each class that it cannot archive
                "-Xlog:all=error:stderr");
    }
}
