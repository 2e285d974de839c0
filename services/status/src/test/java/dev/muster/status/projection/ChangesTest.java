package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceValidated;
import dev.muster.status.Handed;
import dev.muster.status.Upload;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private final Changes changes = new Changes(Expiry.NEVER);
    private final Handed row = Upload.of("contoso").row(2, "SN-1");

    @Test
    void foldsWhatABatchSaysOfOneRowToOneChange() {
        changes.add(row.submitted(), 0, 1);
        changes.add(row.claimed(1), 0, 0);

        assertThat(changes.submissions().values())
                .singleElement()
                .extracting(SubmissionRow::outcome)
                .isEqualTo(Outcome.REGISTERED);
        assertThat(changes.devices(List.of()).values()).singleElement().matches(DeviceRow::isOwned);
    }

    @Test
    void saysOfAReleaseThatTheDeviceIsNotOwnedAndTheRequestGranted() {
        var released = row.released(2);
        changes.add(released, 0, 0);

        assertThat(changes.devices(List.of()).values()).singleElement().matches(device -> !device.isOwned());
        assertThat(changes.releases().get(released.releaseId()).state()).isEqualTo(ReleaseRow.State.RELEASED);
    }

    @Test
    void putsEachKindOfEventWhereItBelongs() {
        var release = UUID.randomUUID();
        changes.add(row.seen(row.decided(9), "ann"), 0, 0);
        changes.add(row.upload().opened(1), 0, 0);
        changes.add(
                new DeviceReleaseRequested(release, "contoso", null, row.deviceId(), "user-7", row.decided(9)), 0, 0);

        assertThat(changes.devices(List.of())).containsOnlyKeys(new DeviceRow.Key("contoso", row.deviceId()));
        assertThat(changes.registrations()).containsOnlyKeys(row.upload().id());
        assertThat(changes.releases()).containsOnlyKeys(release);
        assertThat(changes.submissions()).isEmpty();
    }

    @Test
    void refusesAnEventThatIsNotForTheReadModel() {
        var event = new DeviceValidated(
                row.submission(),
                "contoso",
                null,
                row.deviceId(),
                "Contoso",
                null,
                "SN-1",
                true,
                null,
                null,
                null,
                null,
                null,
                row.decided(0),
                "user-7",
                row.decided(1),
                List.of(),
                Map.of());

        assertThatIllegalArgumentException().isThrownBy(() -> changes.add(event, 0, 0));
    }

    @Test
    void takesNothingUpThatIsExpiredButWhatIsKeptForEver() {
        var late = new Changes(new Expiry(row.upload().at().plusSeconds(3600)));
        var release = UUID.randomUUID();
        late.add(row.submitted(), 0, 0);
        late.add(row.claimed(1), 0, 1);
        late.add(row.upload().opened(1), 0, 2);
        late.add(row.released(2), 0, 3);
        late.add(new DeviceReleaseRequested(release, "contoso", null, row.deviceId(), "user-7", row.decided(9)), 0, 4);

        assertThat(late.submissions()).isEmpty();
        assertThat(late.registrations()).isEmpty();
        assertThat(late.releases()).containsOnlyKeys(row.released(2).releaseId());
        assertThat(late.devices(List.of())).hasSize(1);
    }

    @Test
    void keepsTheClaimsThatItReplacesItself() {
        var again = Upload.of("contoso").row(2, "SN-1");
        changes.add(again.claimed(3), 0, 0);
        changes.add(row.claimed(1), 0, 1);

        assertThat(changes.formerClaims().values())
                .singleElement()
                .extracting(former -> former.claim().submission())
                .isEqualTo(row.submission());
    }

    @Test
    void knowsTheLatestDecisionOfAnUploadWhateverTheDecision() {
        changes.add(row.claimed(1), 0, 0);
        changes.add(row.unexpected(By.CLAIM), 0, 1);

        assertThat(changes.registrations().get(row.upload().id()).decidedAt()).isEqualTo(row.decided(4));
    }
}
