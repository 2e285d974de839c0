package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseRowTest {

    private static final UUID ID = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @Test
    void saysWhatBecomesOfARequest() {
        var requested = ReleaseRow.of(new DeviceReleaseRequested(ID, "contoso", null, DEVICE, "user-7", NOW));
        var released = ReleaseRow.of(new DeviceReleased(ID, "contoso", null, DEVICE, 2, NOW));
        var refused = ReleaseRow.of(new DeviceReleaseRefused(ID, "contoso", null, DEVICE, 2, "not-yours", NOW));

        assertThat(requested)
                .isEqualTo(new ReleaseRow(ID, "contoso", DEVICE, ReleaseRow.State.PENDING, NOW, "user-7", null));
        assertThat(released).isEqualTo(row(ReleaseRow.State.RELEASED));
        assertThat(refused).isEqualTo(row(ReleaseRow.State.REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, PENDING, PENDING",
        "PENDING, REFUSED, REFUSED",
        "PENDING, RELEASED, RELEASED",
        "REFUSED, REFUSED, REFUSED",
        "REFUSED, RELEASED, RELEASED",
        "RELEASED, RELEASED, RELEASED",
    })
    void keepsTheHigherStateWhicheverComesFirst(ReleaseRow.State one, ReleaseRow.State other, ReleaseRow.State stands) {
        assertThat(row(one).merge(row(other))).isEqualTo(row(stands));
        assertThat(row(other).merge(row(one))).isEqualTo(row(stands));
    }

    @ParameterizedTest
    @EnumSource
    void readsTheWordThatItWrites(ReleaseRow.State state) {
        assertThat(ReleaseRow.State.of(state.word())).isEqualTo(state);
    }

    private static ReleaseRow row(ReleaseRow.State state) {
        return new ReleaseRow(ID, "contoso", DEVICE, state, NOW, null, null);
    }

    @Test
    void rememberWhoAskedOnceItIsDecided() {
        var requested = ReleaseRow.of(new DeviceReleaseRequested(ID, "contoso", "partner-1", DEVICE, "user-7", NOW));
        var released = ReleaseRow.of(new DeviceReleased(ID, "contoso", "partner-1", DEVICE, 2, NOW.plusSeconds(1)));

        var merged = released.merge(requested);
        assertThat(merged).isEqualTo(requested.merge(released));
        assertThat(merged.requestedBy()).isEqualTo("user-7");
        assertThat(merged.at()).isEqualTo(NOW.plusSeconds(1));
    }
}
