package dev.muster.status.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Answers;
import dev.muster.status.Upload;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.Expiry;
import dev.muster.status.store.ReadModelStore;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ExpiredRowsTest {

    private final Instant now = Instant.now();
    private final String tenant = Upload.newTenant();
    private final Answers answers = new Answers(tenant);

    @Inject
    ReadModelStore store;

    @Inject
    Database database;

    @Inject
    ExpiredRows expired;

    @Test
    void deletesUploadsWithTheirRowsAfterNinetyDaysAndKeepsDevices() {
        var old = Upload.of(tenant).made(now.minus(Expiry.KEPT).minusSeconds(60));
        var young = Upload.of(tenant).made(now.minus(Expiry.KEPT).plus(Duration.ofHours(1)));
        var changes = new Changes(Expiry.NEVER);
        for (var upload : List.of(old, young)) {
            changes.add(upload.opened(1), 0, 0);
            changes.add(upload.row(2, "SN-" + upload.id()).claimed(1), 0, 0);
            changes.add(upload.row(3, "SF-" + upload.id()).rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null), 0, 0);
            changes.add(upload.row(4, "SR-" + upload.id()).released(2), 0, 0);
            var device = upload.row(5, "SX").deviceId();
            changes.add(
                    new DeviceReleaseRequested(UUID.randomUUID(), tenant, null, device, "user-7", upload.at()), 0, 0);
        }
        store.apply(changes, submission -> false, List.of());
        assertThat(answers.items("/v1/registrations")).hasSize(1);
        assertThat(answers.items("/v1/devices?state=registration-failed")).hasSize(1);

        assertThat(expired.delete(now)).isPositive();

        assertThat(count("submission")).isEqualTo(2);
        assertThat(count("registration")).isEqualTo(1);
        assertThat(count("device where owned and")).isEqualTo(2);
        assertThat(count("release where state = 'released' and")).isEqualTo(2);
        assertThat(count("release where state = 'pending' and")).isEqualTo(1);
        assertThat(answers.items("/v1/registrations")).hasSize(1);
        assertThat(answers.items("/v1/devices?state=ready-for-user")).hasSize(2);
    }

    private long count(String from) {
        String where = from.contains(" where ") ? from : from + " where";
        return database.inTransaction(
                session -> session.createNativeQuery("select count(*) from " + where + " tenant = ?1", Long.class)
                        .setParameter(1, tenant)
                        .getSingleResult());
    }
}
