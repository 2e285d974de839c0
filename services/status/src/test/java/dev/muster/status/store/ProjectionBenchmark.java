package dev.muster.status.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.Event;
import dev.muster.status.Answers;
import dev.muster.status.Upload;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.Expiry;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * How fast events get into the tables, without a broker: never run in a build, but by
 * {@code mvn -pl services/status test -Dtest=ProjectionBenchmark -Dtest.jvm=}.
 */
@QuarkusTest
@QuarkusTestResource(Backing.class)
class ProjectionBenchmark {

    private static final int DEVICES = 50_000;
    private static final int BATCH = 2_000;

    @Inject
    ReadModelStore store;

    @Inject
    DataSource database;

    @Test
    void projects() throws SQLException {
        folded("warm-up");
        folded("pending and outcome in one batch");
        apart("pending first, outcome in a later batch");
        drop("device_grams");
        folded("in one batch, without device_grams");
        drop("device_model", "device_registration");
        folded("in one batch, without device_grams, device_model and device_registration");
        drop("device_serial", "device_ready", "device_used");
        folded("in one batch, with the primary key only");
    }

    private void folded(String name) {
        var upload = Upload.of(Upload.newTenant());
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < DEVICES; from += BATCH / 2) {
            batches.add(submitted(upload, from, BATCH / 2));
            batches.getLast().addAll(claimed(upload, from, BATCH / 2));
        }
        measure(name, upload, batches);
    }

    private void apart(String name) {
        var upload = Upload.of(Upload.newTenant());
        var batches = new ArrayList<List<Event>>();
        for (int from = 0; from < DEVICES; from += BATCH) {
            batches.add(submitted(upload, from, BATCH));
        }
        for (int from = 0; from < DEVICES; from += BATCH) {
            batches.add(claimed(upload, from, BATCH));
        }
        measure(name, upload, batches);
    }

    private void measure(String name, Upload upload, List<List<Event>> batches) {
        long begin = System.nanoTime();
        for (var batch : batches) {
            var changes = new Changes(Expiry.NEVER);
            batch.forEach(event -> changes.add(event, 0, 0));
            store.apply(changes, submission -> true, List.of(new Position("benchmark", 0, 1)));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "BENCHMARK %s: %.0f events/s, %.0f devices/s%n", name, 2 * DEVICES / seconds, DEVICES / seconds);
        assertThat(new Answers(upload.tenant()).json("/v1/devices/summary").getInt("ready-for-user"))
                .isEqualTo(DEVICES);
    }

    private static List<Event> submitted(Upload upload, int from, int count) {
        var events = new ArrayList<Event>();
        for (int i = from; i < from + count; i++) {
            events.add(upload.row(2 + i, serialNumber(upload, i)).submitted());
        }
        return events;
    }

    private static List<Event> claimed(Upload upload, int from, int count) {
        var events = new ArrayList<Event>();
        for (int i = from; i < from + count; i++) {
            events.add(upload.row(2 + i, serialNumber(upload, i)).claimed(1));
        }
        return events;
    }

    /** As makers give them: some letters, then characters without an order. */
    private static String serialNumber(Upload upload, int i) {
        return "PF" + Integer.toUnsignedString((upload.id() + "/" + i).hashCode(), 36) + i % 10;
    }

    private void drop(String... indexes) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (String index : indexes) {
                statement.execute("drop index " + index);
            }
        }
    }
}
