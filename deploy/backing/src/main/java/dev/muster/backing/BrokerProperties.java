package dev.muster.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * The configuration of a broker that is alone in its cluster and its own controller.
 *
 * <p>The session timeout is short because a broker that was killed is let in again only when its old session has ended.
 */
final class BrokerProperties {
    private static final String FIXED = """
            process.roles=broker,controller
            node.id=1
            controller.listener.names=CONTROLLER
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
            auto.create.topics.enable=false
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=2
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            group.initial.rebalance.delay.ms=0
            broker.heartbeat.interval.ms=500
            broker.session.timeout.ms=3000
            num.network.threads=2
            num.io.threads=4
            log.cleaner.dedupe.buffer.size=8388608
            """;

    private BrokerProperties() {}

    /** Writes the properties for a broker whose data is in {@code data}, and returns the file. */
    static Path write(BrokerSettings settings, int controllerPort, Path data) throws IOException {
        var text = new StringBuilder(FIXED);
        var own = new TreeMap<String, String>();
        var client = "PLAINTEXT://127.0.0.1:" + settings.port();
        own.put("listeners", client + ",CONTROLLER://127.0.0.1:" + controllerPort);
        own.put("advertised.listeners", client);
        own.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        own.put("log.dirs", data.toString());
        own.putAll(settings.properties());
        own.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        var file = data.resolveSibling(data.getFileName() + ".properties");
        return Files.writeString(file, text, UTF_8);
    }
}
