package dev.muster.status.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.Consumed;
import dev.muster.status.Upload;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import dev.muster.testing.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class DeviceSummaryTest {

    private static final String IN_NEW_YORK = "select set_config('TimeZone', 'America/New_York', true)";

    @Inject
    Database database;

    private final TopicProbe probe = new TopicProbe();
    private final String tenant = Upload.newTenant();

    @AfterEach
    void close() {
        probe.close();
    }

    /** There, 55 years after the epoch, the days begin an hour earlier: it is summer. */
    @Test
    void countsTheLastHourOfADayWhateverTheTimeZoneOfTheSession() {
        var row = Upload.of(tenant).row(2, "SN-1");
        probe.send(row.claimed(1), row.seen(Instant.parse("2025-07-08T23:30:00Z"), "ann"));
        Consumed.all();

        var summary = database.inTransaction(session -> session.createNativeQuery(IN_NEW_YORK, String.class)
                .getSingleResult()
                .chain(() -> DeviceSummary.counted(session, tenant, Instant.parse("2025-07-15T12:00:00Z"))));

        assertThat(summary).containsEntry(DeviceState.ACTIVE, 1L).containsEntry(DeviceState.INACTIVE, 0L);
    }
}
