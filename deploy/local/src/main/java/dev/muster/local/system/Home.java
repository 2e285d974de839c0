package dev.muster.local.system;

import dev.muster.backing.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * Where things are.
 *
 * @param root of the checkout, in which the services have been built
 * @param data the directory of everything that the running system keeps
 */
public record Home(Path root, Path data) {

    /** Whether JVMs keep what they know of a run: the user can leave that out. */
    private static final boolean LEARNS = !"false".equals(System.getenv("MUSTER_TRAIN"));

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

    /** What the JVM of a process of that service keeps of a run. */
    AotCache aotCache(Service service, String process) {
        var jar = jar(service);
        var jars = new ArrayList<Path>();
        jars.add(jar);
        var libraries = jar.resolveSibling("lib");
        if (Files.isDirectory(libraries)) { // a program made otherwise has none
            try (var all = Files.newDirectoryStream(libraries, "*.jar")) {
                all.forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return AotCache.of(aotCaches(), service.id(), process, jars, LEARNS);
    }

    /** What the broker's JVM keeps of a run. */
    AotCache aotCacheOfBroker() {
        return AotCache.of(aotCaches(), Plan.KAFKA, Plan.KAFKA, Broker.classPath(), LEARNS);
    }

    private Path aotCaches() {
        return root.resolve(".muster");
    }
}
