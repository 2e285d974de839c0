package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.Handed;
import dev.muster.status.Upload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Upload UPLOAD = Upload.of("contoso");
    private static final Handed ROW = UPLOAD.row(2, "SN-1");
    private static final SubmissionRow PENDING = SubmissionRow.of(ROW.submitted(), new SubmissionRow.Source(0, 0));
    private static final SubmissionRow UNEXPECTED = SubmissionRow.of(ROW.unexpected(By.CLAIM));
    private static final SubmissionRow FAILED =
            SubmissionRow.of(ROW.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
    private static final SubmissionRow REGISTERED = SubmissionRow.of(ROW.claimed(1));

    @Test
    void countsARowThatWasNotKnown() {
        assertThat(change(null, PENDING)).isEqualTo(Map.of(key("pending"), 1));
        assertThat(change(null, FAILED)).isEqualTo(Map.of(key("sample-data"), 1));
        assertThat(change(null, REGISTERED)).isEqualTo(Map.of(key("registered"), 1));
    }

    @Test
    void movesARowFromOneCountToAnother() {
        assertThat(change(PENDING, REGISTERED)).isEqualTo(Map.of(key("pending"), -1, key("registered"), 1));
        assertThat(change(UNEXPECTED, FAILED)).isEqualTo(Map.of(key("unexpected-error"), -1, key("sample-data"), 1));
    }

    @Test
    void countsNothingWhereTheOutcomeStays() {
        assertThat(change(PENDING, PENDING)).isEmpty();
        assertThat(change(REGISTERED, REGISTERED)).isEmpty();
    }

    @Test
    void leavesOutWhatComesToNothing() {
        var tally = new Tally();
        tally.count(null, PENDING);
        tally.count(PENDING, REGISTERED);

        assertThat(tally.deltas()).isEqualTo(Map.of(key("registered"), 1));
    }

    @Test
    void countsEachUploadAlone() {
        var other = Upload.of("contoso");
        var tally = new Tally();
        tally.count(null, PENDING);
        tally.count(null, SubmissionRow.of(other.row(2, "SN-1").claimed(1)));

        assertThat(tally.deltas()).isEqualTo(Map.of(key("pending"), 1, new Tally.Key(other.id(), "registered"), 1));
    }

    private static Map<Tally.Key, Integer> change(SubmissionRow before, SubmissionRow after) {
        var tally = new Tally();
        tally.count(before, after);
        return tally.deltas();
    }

    private static Tally.Key key(String outcome) {
        return new Tally.Key(UPLOAD.id(), outcome);
    }
}
