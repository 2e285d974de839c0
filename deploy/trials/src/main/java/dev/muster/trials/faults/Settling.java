package dev.muster.trials.faults;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Waits until a system has come to rest: every group at the end of what it reads, nothing pending. */
final class Settling {
    private static final String PREFIX = "muster.";
    private static final List<String> FOR_STATUS = List.of(
            "device.submitted.v1",
            "device.rejected.v1",
            "device.ownership.v1",
            "device.release-requested.v1",
            "device.checked-in.v1",
            "registration.received.v1");
    private static final Map<String, List<String>> READ = Map.of(
            "muster.validator", List.of("device.submitted.v1"),
            "muster.claim", List.of("device.validated.v1", "device.release-requested.v1", "supplier.device-shipped.v1"),
            "muster.status", FOR_STATUS,
            "muster.operations",
                    List.of(
                            "device.rejected.v1",
                            "validator.dead-letter.v1",
                            "claim.dead-letter.v1",
                            "status.dead-letter.v1"));
    private static final String PENDING = """
            select (select count(*) from status.submission where outcome = 0)
              + (select count(*) from status.release where state = 'pending')""";
    private static final int CALM_LOOKS = 3;

    private final String bootstrap;
    private final String jdbc;

    Settling(String bootstrap, String jdbc) {
        this.bootstrap = bootstrap;
        this.jdbc = jdbc;
    }

    /**
     * Waits up to {@code patience}; what is not as it must be then, in words.
     *
     * @param whole whether rows and releases that are pending are waited for too
     */
    List<String> await(Duration patience, boolean whole) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        int calm = 0;
        var left = List.of("never looked");
        while (calm < CALM_LOOKS && System.nanoTime() < deadline) {
            left = look(whole);
            calm = left.isEmpty() ? calm + 1 : 0;
            Thread.sleep(500);
        }
        return left;
    }

    private List<String> look(boolean whole) throws InterruptedException {
        try (var admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrap, "request.timeout.ms", 5_000, "default.api.timeout.ms", 20_000))) {
            var left = new ArrayList<String>();
            for (var group : READ.entrySet()) {
                long lag = lag(admin, group.getKey(), group.getValue());
                if (lag > 0) {
                    left.add("%s is %d records behind".formatted(group.getKey(), lag));
                }
            }
            long pending = whole ? pending() : 0;
            if (pending > 0) {
                left.add(pending + " rows and releases are pending");
            }
            return left;
        } catch (ExecutionException | SQLException | KafkaException e) {
            return List.of("cannot be asked: " + e.getMessage());
        }
    }

    private static long lag(Admin admin, String group, List<String> names)
            throws ExecutionException, InterruptedException {
        var topics = names.stream().map(name -> PREFIX + name).toList();
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(p -> wanted.put(new TopicPartition(name, p.partition()), OffsetSpec.latest())));
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        long lag = 0;
        for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
            var position = committed.get(end.getKey());
            lag += end.getValue().offset() - (position == null ? 0 : position.offset());
        }
        return lag;
    }

    private long pending() throws SQLException {
        try (var database = DriverManager.getConnection(jdbc);
                var statement = database.createStatement();
                var rows = statement.executeQuery(PENDING)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
