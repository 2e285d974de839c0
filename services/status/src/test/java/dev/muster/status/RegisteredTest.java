package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import org.junit.jupiter.api.Test;

class RegisteredTest {

    private static final Upload UPLOAD = Upload.of("contoso");
    private static final Handed ROW = UPLOAD.row(2, "SN-1").user(null);

    private final Registered registered = new Registered();

    @Test
    void saysAllOfARowThatIsShownAsRegistered() {
        assertThat(registered.says(ROW.submitted())).isFalse();
        registered.shown(ROW.claimed(1));
        assertThat(registered.says(ROW.submitted())).isTrue();
        assertThat(registered.says(UPLOAD.row(3, "SN-1").user(null).submitted()))
                .as("another row of the same device")
                .isFalse();
    }

    @Test
    void doesNotSayWhoIsToUseTheDevice() {
        registered.shown(ROW.claimed(1));
        assertThat(registered.says(ROW.user("ann@contoso.com").submitted())).isFalse();
    }

    @Test
    void saysNothingOfRowsThatFailedAndNothingOfOutcomes() {
        registered.shown(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        assertThat(registered.says(ROW.submitted())).isFalse();
        registered.shown(ROW.claimed(1));
        assertThat(registered.says(ROW.claimed(1))).isFalse();
    }

    @Test
    void forgetsTheFileThatWasInUseLongestAgo() {
        var other = Upload.of("contoso").row(2, "SN-1").user(null);
        registered.shown(ROW.claimed(1));
        registered.shown(other.claimed(1));
        for (int file = 0; file < 99; file++) {
            assertThat(registered.says(ROW.submitted())).isTrue();
            registered.shown(Upload.of("contoso").row(2, "SN-1").claimed(1));
        }
        assertThat(registered.says(other.submitted())).isFalse();
        assertThat(registered.says(ROW.submitted())).isTrue();
    }

    @Test
    void saysNothingOfRowsFurtherDownThanItRemembers() {
        var last = UPLOAD.row(5_000_000, "SN-1").user(null);
        var further = UPLOAD.row(5_000_001, "SN-1").user(null);
        registered.shown(last.claimed(1));
        registered.shown(further.claimed(1));
        assertThat(registered.says(last.submitted())).isTrue();
        assertThat(registered.says(further.submitted())).isFalse();
    }
}
