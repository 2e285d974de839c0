package dev.muster.status.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.model.event.Event;
import dev.muster.model.event.EventJson;
import dev.muster.model.event.RebuildReported;
import dev.muster.model.event.RebuildReported.State;
import dev.muster.model.event.RebuildRequested;
import dev.muster.model.event.RebuildRequested.Action;
import dev.muster.runtime.stage.Control;
import dev.muster.status.Upload;
import dev.muster.status.store.TableSet;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.RepeatedTest;

/** How fast tables are built again: not a test of anything, run by name. See docs/read-model.md. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@TestProfile(RebuilderTest.OnItsOwn.class)
class RebuildBenchmark {

    private static final int DEVICES = Integer.getInteger("devices", 200_000);

    @Inject
    Sql sql;

    @Inject
    Control control;

    @RepeatedTest(2)
    void rebuilds() throws SQLException {
        sql.change(connection -> Sql.run(connection, "truncate " + String.join(", ", TableSet.TABLES)));
        var upload = Upload.of(Upload.newTenant());
        var asked = new RebuildRequested(UUID.randomUUID(), "operations", Action.START, "operator-1", Instant.now());
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        Backing.parts().broker().bootstrap(),
                        "compression.type",
                        "lz4",
                        "batch.size",
                        256 * 1024),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < DEVICES; i++) {
                var row = upload.row(
                        2 + i, "PF" + Integer.toUnsignedString((upload.id() + "/" + i).hashCode(), 36) + i % 10);
                send(producer, row.submitted());
                send(producer, row.claimed(1));
            }
            producer.flush();
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(sql.rows(
                                    "select n from tally where outcome = 'registered' and registration_id = ?",
                                    upload.id()))
                            .isNotEmpty()
                            .allSatisfy(row -> assertThat(row).containsExactly(String.valueOf(DEVICES))));
            send(producer, asked);
            producer.flush();
        }
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> control.latest(RebuildReported.KEY)
                        .map(RebuildReported.class::cast)
                        .filter(report -> report.requestId().equals(asked.requestId()))
                        .filter(report -> report.state() == State.SWITCHED)
                        .isPresent());
        var report = (RebuildReported) control.latest(RebuildReported.KEY).orElseThrow();
        var took = Duration.between(report.startedAt(), report.endedAt());
        System.out.printf(
                "BENCHMARK rebuild: %d events in %.1f s, indexes and switch and all: %.0f events/s%n",
                report.events(), took.toMillis() / 1000.0, report.events() * 1000.0 / took.toMillis());
        assertThat(sql.rows("select count(*) from device where tenant = ?", upload.tenant())
                        .getFirst())
                .containsExactly(String.valueOf(DEVICES));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Event event) {
        var unused = producer.send(new ProducerRecord<>(
                event.topic().name(RebuilderTest.PREFIX),
                event.key().getBytes(StandardCharsets.UTF_8),
                EventJson.write(event)));
    }
}
