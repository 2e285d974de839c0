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
    void lacksRowsNextToOthersThatAreShown() {
        var next = UPLOAD.row(3, "SN-2").claimed(1).submission();
        assertThat(shown.lacks(next)).as("nothing known of its page").isFalse();
        shown.shown(ROW.submitted());
        assertThat(shown.lacks(next)).isTrue();
        assertThat(shown.lacks(ROW.claimed(1).submission()))
                .as("shown as pending")
                .isFalse();
        shown.shown(UPLOAD.row(3, "SN-2").rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
        assertThat(shown.lacks(next)).as("shown as failed").isFalse();
    }

    @Test
    void forgetsThePageThatWasInUseLongestAgo() {
        var other = Upload.of("contoso").row(2, "SN-1").user(null);
        shown.shown(ROW.claimed(1));
        shown.shown(other.claimed(1));
        for (int page = 0; page < 8191; page++) {
            assertThat(shown.says(ROW.submitted())).isTrue();
            shown.shown(Upload.of("contoso").row(2, "SN-1").claimed(1));
        }
        assertThat(shown.says(other.submitted())).isFalse();
        assertThat(shown.lacks(other.submitted().submission())).isFalse();
        assertThat(shown.says(ROW.submitted())).isTrue();
    }

    @Test
    void tellsRowsOfDifferentPagesApart() {
        var first = UPLOAD.row(8191, "SN-1").user(null);
        var next = UPLOAD.row(8192, "SN-1").user(null);
        var last = UPLOAD.row(8191 + 8192, "SN-1").user(null);
        shown.shown(first.claimed(1));
        shown.shown(next.claimed(1));
        assertThat(shown.says(first.submitted())).isTrue();
        assertThat(shown.says(next.submitted())).isTrue();
        assertThat(shown.says(last.submitted())).isFalse();
        assertThat(shown.lacks(last.submitted().submission())).isTrue();
        assertThat(shown.lacks(UPLOAD.row(3 * 8192, "SN-1").submitted().submission()))
                .as("nothing known of its page")
                .isFalse();
    }
}
