package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceCheckedIn;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightingTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T07:59:59Z,      2026-01-31T08:00:00Z, 2026-01-31T07:59:59Z",
        "2026-01-31T08:00:00Z,      2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T08:00:00.001Z,  2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2099-01-01T00:00:00Z,      2026-01-31T08:00:00Z, 2026-01-31T08:00:00Z",
        "2026-01-31T07:00:00.1239Z, 2026-01-31T08:00:00Z, 2026-01-31T07:00:00.123Z",
    })
    void cutsATimeInTheFutureToWhenItWasTold(Instant seen, Instant told, Instant stands) {
        assertThat(row(seen, told, "ann").sighting().at()).isEqualTo(stands);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T08:00:00Z,       ann, 2026-01-31T08:00:01Z,       bob, bob",
        "2026-01-31T08:00:00Z,       bob, 2026-01-31T08:00:00Z,       ann, bob",
        "2026-01-31T08:00:00Z,       ,    2026-01-31T08:00:00Z,       ann, ann",
        "2026-01-31T08:00:00.1231Z,  bob, 2026-01-31T08:00:00.1239Z,  ann, bob",
        "2026-01-31T08:00:00Z,       ann, 2026-01-31T08:00:01Z,       ,    ",
    })
    void keepsTheLatestWhicheverComesFirst(
            Instant oneSeen, String one, Instant otherSeen, String other, String stands) {
        var first = row(oneSeen, oneSeen.plusSeconds(60), one);
        var second = row(otherSeen, otherSeen.plusSeconds(60), other);

        assertThat(first.merge(second).sighting().user()).isEqualTo(stands);
        assertThat(second.merge(first)).isEqualTo(first.merge(second));
    }

    @Test
    void isKeptForEachTenantAlone() {
        var now = Instant.parse("2026-01-31T08:00:00Z");

        assertThat(row(now, now, "ann").key()).isEqualTo(new DeviceRow.Key("contoso", DEVICE));
    }

    @Test
    void isKeptBesideAClaimWhicheverComesFirst() {
        var now = Instant.parse("2026-01-31T08:00:00Z");
        var seen = row(now, now, "ann");
        var claimed = new DeviceRow(seen.key(), 3, null, null, null);

        assertThat(seen.merge(claimed)).isEqualTo(claimed.merge(seen));
        assertThat(seen.merge(claimed).sequence()).isEqualTo(3);
        assertThat(seen.merge(claimed).sighting()).isEqualTo(seen.sighting());
    }

    private static DeviceRow row(Instant seen, Instant told, String user) {
        return DeviceRow.of(new DeviceCheckedIn("contoso", null, DEVICE, seen, user, told));
    }
}
