package dev.muster.local.system;

import dev.muster.backing.Child;
import dev.muster.backing.Databases;
import dev.muster.backing.StartFailure;
import dev.muster.local.token.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** One instance of a service as a member of the system. */
record ServiceMember(Home home, Plan plan, Surroundings surroundings, Plan.Instance instance, Supplier<Keys> keys)
        implements Member {
    /** Ten for the service, and the rest for what its JVM keeps of a run, once after each build. */
    private static final Duration STOP = Duration.ofMinutes(2);

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public int port() {
        return instance.port();
    }

    @Override
    public Path log() {
        return home.log(name());
    }

    @Override
    public Running launch() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(instance.service().jvmOptions());
        var cache = home.aotCache(instance.service(), name());
        command.addAll(cache.options());
        command.addAll(surroundings.options());
        command.addAll(List.of("-jar", home.jar(instance.service()).toString()));
        makeLogDirectory();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        addEnvironment(builder.environment());
        var child = Child.start(builder, "TERM");
        return new Running(child.process(), () -> {
            child.end("TERM", STOP);
            cache.keep();
        });
    }

    @Override
    public boolean ready() {
        return Readiness.of(port());
    }

    private void makeLogDirectory() {
        try {
            Files.createDirectories(Objects.requireNonNull(log().getParent()));
        } catch (IOException e) {
            throw new StartFailure("cannot write " + log() + ": " + e.getMessage(), e);
        }
    }

    /** What the service must be told; what else begins with MUSTER_ or QUARKUS_ comes from the caller as it is. */
    void addEnvironment(Map<String, String> environment) {
        environment.putAll(surroundings.settings());
        var id = instance.service().id();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port()));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + surroundings.kafkaPort());
        if (instance.service().hasDatabase()) {
            environment.put("MUSTER_DATABASE_HOST", "127.0.0.1");
            environment.put("MUSTER_DATABASE_PORT", Integer.toString(surroundings.postgresPort()));
            environment.put("MUSTER_DATABASE_NAME", Databases.NAME);
            environment.put("MUSTER_DATABASE_USER", id);
            environment.put("MUSTER_DATABASE_PASSWORD", id);
        }
        if (plan.partitions() > 0) {
            environment.put("MUSTER_TOPICS_PARTITIONS", Integer.toString(plan.partitions()));
        }
        environment.putIfAbsent("MUSTER_TOPICS_PARTITIONS", "6");
        environment.putIfAbsent("QUARKUS_OIDC_PUBLIC_KEY", keys.get().publicKey());
        environment.putIfAbsent("MUSTER_ISSUERS_LOCAL_ISSUER", Keys.ISSUER);
    }
}
