package dev.muster.trials.faults.breaking;

import dev.muster.backing.Child;
import dev.muster.local.system.SystemState;
import dev.muster.trials.faults.fault.FaultySystem;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Breaks guarantees of one system. */
public final class Breaking {
    private static final Duration EMPTY_WITHIN = Duration.ofSeconds(60);

    private static final Duration AGAIN_WITHIN = Duration.ofMinutes(3);

    private final FaultySystem system;
    private final Load load;

    /** Something to do for a system, for a while. */
    public interface Load {
        void run() throws InterruptedException;
    }

    /** Of {@code system}, under {@code load} where records are needed for it. */
    public Breaking(FaultySystem system, Load load) {
        this.system = system;
        this.load = load;
    }

    /** Breaks a guarantee. */
    public void carryOut(Break what) throws SQLException, ExecutionException, InterruptedException {
        if (!what.sql().isEmpty()) {
            try (var database = DriverManager.getConnection(system.jdbc());
                    var statement = database.createStatement()) {
                statement.execute(what.sql());
            }
            return;
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", system.bootstrap()))) {
            if (what.target().startsWith("muster.")) {
                deleteBeginning(admin, what.target());
            } else {
                skip(admin, what.target());
            }
        }
    }

    private static void deleteBeginning(Admin admin, String topic) throws ExecutionException, InterruptedException {
        var ends = new HashMap<TopicPartition, RecordsToDelete>();
        for (var end : admin.listOffsets(ends(admin, topic)).all().get().entrySet()) {
            ends.put(end.getKey(), RecordsToDelete.beforeOffset((end.getValue().offset() + 1) / 2));
        }
        admin.deleteRecords(ends).all().get();
    }

    private static Map<TopicPartition, OffsetSpec> ends(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get();
        var ends = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach((name, described) -> described
                .partitions()
                .forEach(p -> ends.put(new TopicPartition(name, p.partition()), OffsetSpec.latest())));
        return ends;
    }

    /**
     * Holds the service still until its group has given it up, lets work pile up, moves the group past it, and kills the
     * processes: those that are started in their place go on from there.
     */
    private void skip(Admin admin, String service) throws ExecutionException, InterruptedException {
        var members = system.processesOf(service).stream()
                .map(name -> system.state().process(name).orElseThrow())
                .toList();
        var group = "muster." + service;
        members.forEach(member -> Child.signal(member.pid(), "STOP"));
        try {
            load.run();
            awaitEmpty(admin, group);
            var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
            var known = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            known.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            admin.listOffsets(wanted)
                    .all()
                    .get()
                    .forEach((partition, end) -> positions.put(partition, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(group, positions).all().get();
        } finally {
            members.forEach(member -> member.running().ifPresent(ProcessHandle::destroyForcibly));
        }
        for (var member : members) {
            awaitAnother(member);
        }
    }

    private void awaitAnother(SystemState.Entry before) throws InterruptedException {
        long deadline = System.nanoTime() + AGAIN_WITHIN.toNanos();
        var now = before;
        while (now.pid() == before.pid() || !now.ready()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(before.name() + " does not come back");
            }
            Thread.sleep(200);
            now = system.state().process(before.name()).orElseThrow();
        }
    }

    private static void awaitEmpty(Admin admin, String group) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + EMPTY_WITHIN.toNanos();
        while (admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .anyMatch(described -> described.groupState() != GroupState.EMPTY)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(group + " keeps its members");
            }
            Thread.sleep(200);
        }
    }
}
