package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import org.junit.jupiter.api.Test;

class ShownTest {

    private static final Upload UPLOAD = Upload.of("contoso");
    private static final Handed ROW = UPLOAD.row(2, "SN-1").user(null);

    private final Shown shown = new Shown();

    @Test
    void saysAllOfARowThatIsShownAsRegistered() {
        assertThat(shown.says(ROW.submitted())).isFalse();
        shown.shown(ROW.claimed(1));
        assertThat(shown.says(ROW.submitted())).isTrue();
        assertThat(shown.says(UPLOAD.row(3, "SN-1").user(null).submitted()))
                .as("another row of the same device")
                .isFalse();
    }

    @Test
    void doesNotSayWhoIsToUseTheDevice() {
        shown.shown(ROW.claimed(1));
        assertThat(shown.says(ROW.user("ann@contoso.com").submitted())).isFalse();
    }

    @Test
    void saysNothingOfRowsThatFailedAndNothingOfOutcomes() {
        shown.shown(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        assertThat(shown.says(ROW.submitted())).isFalse();
        shown.shown(ROW.claimed(1));
        assertThat(shown.says(ROW.claimed(1))).isFalse();
    }

    @Test
    void lacksRowsOfAFileOfWhichOthersAreShown() {
        var next = UPLOAD.row(3, "SN-2").claimed(1).submission();
        assertThat(shown.lacks(next)).as("nothing known of the file").isFalse();
        shown.shown(ROW.submitted());
        assertThat(shown.lacks(next)).isTrue();
        assertThat(shown.lacks(ROW.claimed(1).submission()))
                .as("shown as pending")
                .isFalse();
        shown.shown(UPLOAD.row(3, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        assertThat(shown.lacks(next)).as("shown as failed").isFalse();
    }

    @Test
    void forgetsTheFileThatWasInUseLongestAgo() {
        var other = Upload.of("contoso").row(2, "SN-1").user(null);
        shown.shown(ROW.claimed(1));
        shown.shown(other.claimed(1));
        for (int file = 0; file < 99; file++) {
            assertThat(shown.says(ROW.submitted())).isTrue();
            shown.shown(Upload.of("contoso").row(2, "SN-1").claimed(1));
        }
        assertThat(shown.says(other.submitted())).isFalse();
        assertThat(shown.says(ROW.submitted())).isTrue();
    }

    @Test
    void saysNothingOfRowsFurtherDownThanItRemembers() {
        var last = UPLOAD.row(5_000_000, "SN-1").user(null);
        var further = UPLOAD.row(5_000_001, "SN-1").user(null);
        shown.shown(last.claimed(1));
        shown.shown(further.claimed(1));
        assertThat(shown.says(last.submitted())).isTrue();
        assertThat(shown.says(further.submitted())).isFalse();
        assertThat(shown.lacks(further.claimed(1).submission())).isFalse();
    }
}
