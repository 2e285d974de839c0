package dev.muster.local.system;

import java.nio.file.Path;

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
        return root.resolve("services").resolve(service.id()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
