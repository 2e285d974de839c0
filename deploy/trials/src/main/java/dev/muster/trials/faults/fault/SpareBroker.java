package dev.muster.trials.faults.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.backing.Broker;
import dev.muster.backing.BrokerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A second broker of the same cluster, which alone has one partition of some topics: while it is away, these partitions
 * are offline, and all others are as before.
 */
public final class SpareBroker implements AutoCloseable {
    private static final int ID = 2;
    private static final Duration MOVED_WITHIN = Duration.ofMinutes(3);

    private final BrokerSettings settings;
    private @Nullable Broker broker;

    /**
     * A broker that is not started yet.
     *
     * @param directory of its own
     * @param first the directory of the data of the broker that is there already
     * @param controller the port of the cluster's controller
     * @param port of its own
     * @param relay the port that clients are told
     */
    public SpareBroker(Path directory, Path first, int controller, int port, int relay) throws IOException {
        join(first, directory.resolve("data"));
        this.settings = BrokerSettings.in(directory)
                .withPort(port)
                .with("process.roles", "broker")
                .with("node.id", Integer.toString(ID))
                .with("listeners", "PLAINTEXT://127.0.0.1:" + port)
                .with("advertised.listeners", "PLAINTEXT://127.0.0.1:" + relay)
                .with("controller.quorum.voters", "1@127.0.0.1:" + controller);
    }

    /** Formats the directory by hand, for the cluster that is there. */
    private static void join(Path first, Path data) throws IOException {
        var cluster = Files.readAllLines(first.resolve("meta.properties"), UTF_8).stream()
                .filter(line -> line.startsWith("cluster.id="))
                .findFirst()
                .orElseThrow(() -> new IOException("no cluster in " + first));
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("meta.properties"),
                "version=1\n%s\nnode.id=%d\ndirectory.id=%s\n".formatted(cluster, ID, Uuid.randomUuid()),
                UTF_8);
    }

    /** Starts it, and returns at once. */
    public synchronized void start() {
        if (broker == null || !broker.process().isAlive()) {
            broker = Broker.launch(settings);
        }
    }

    /** Ends it as {@code kill -9} does, and returns when it is gone. */
    public synchronized void kill() throws InterruptedException {
        if (broker != null) {
            broker.process().destroyForcibly().waitFor();
        }
    }

    /** Returns when it answers; starts it again should it have ended by itself. */
    public void awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        start();
        while (!Broker.answers("127.0.0.1:" + settings.port())) {
            rest(deadline, "the second broker does not come back, see " + settings.log());
            start();
        }
    }

    /** Gives it one partition of each of {@code topics}, and waits until it has them; says which. */
    public static List<TopicPartition> give(List<String> topics, SplittableRandom random, String bootstrap)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            long deadline = System.nanoTime() + MOVED_WITHIN.toNanos();
            while (admin.describeCluster().nodes().get().stream().noneMatch(node -> node.id() == ID)) {
                rest(deadline, "the second broker has not joined");
            }
            var chosen = new ArrayList<TopicPartition>();
            for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                chosen.add(new TopicPartition(
                        topic.name(), random.nextInt(topic.partitions().size())));
            }
            var wanted = new HashMap<TopicPartition, Optional<NewPartitionReassignment>>();
            chosen.forEach(one -> wanted.put(one, Optional.of(new NewPartitionReassignment(List.of(ID)))));
            admin.alterPartitionReassignments(wanted).all().get();
            while (!admin.listPartitionReassignments().reassignments().get().isEmpty()) {
                rest(deadline, "partitions were not moved");
            }
            return chosen;
        }
    }

    private static void rest(long deadline, String otherwise) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(otherwise);
        }
        Thread.sleep(200);
    }

    @Override
    public synchronized void close() {
        if (broker != null) {
            broker.close();
        }
    }
}
