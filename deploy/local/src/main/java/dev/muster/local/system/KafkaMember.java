package dev.muster.local.system;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The broker as a member of the system. */
record KafkaMember(BrokerSettings settings, AotCache cache) implements Member {
    private static final List<String> JVM =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=128m", "-XX:+ExitOnOutOfMemoryError");

    static Member of(Home home, int port, Map<String, String> own) {
        var cache = home.aotCacheOfBroker();
        var settings = BrokerSettings.in(home.kafka())
                .withPort(port)
                .withLog(home.log(Plan.KAFKA))
                .withJvmOptions(Stream.of(JVM, Service.COMPILER, Service.LARGE_PAGES, cache.options())
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        for (var setting : own.entrySet()) {
            settings = settings.with(setting.getKey(), setting.getValue());
        }
        return new KafkaMember(settings, cache);
    }

    @Override
    public String name() {
        return Plan.KAFKA;
    }

    @Override
    public int port() {
        return settings.port();
    }

    @Override
    public Path log() {
        return settings.log();
    }

    @Override
    public Running launch() {
        var broker = Broker.launch(settings);
        return new Running(broker.process(), () -> {
            broker.close();
            cache.keep();
        });
    }

    @Override
    public boolean ready() {
        return Broker.answers("127.0.0.1:" + port());
    }
}
