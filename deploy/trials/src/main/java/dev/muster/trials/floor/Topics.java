package dev.muster.trials.floor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The three topics of the floor. */
final class Topics {
    static final String SUBMITTED = "floor.submitted";
    static final String VALIDATED = "floor.validated";
    static final String CLAIMED = "floor.claimed";

    private static final int PARTITIONS = 6;

    private Topics() {}

    /** Makes those that are missing. */
    static void make(String bootstrap) throws InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Set<String> there = admin.listTopics().names().get();
            var missing = List.of(SUBMITTED, VALIDATED, CLAIMED).stream()
                    .filter(name -> !there.contains(name))
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the floor's topics", e);
        }
    }
}
