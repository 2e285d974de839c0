package dev.muster.status.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.status.Handed;
import dev.muster.status.Upload;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceRowTest {

    private static final Handed FIRST = Upload.of("contoso").row(2, "SN-1");
    private static final Handed SECOND = Upload.of("contoso").row(2, "SN-1");
    private static final DeviceRow CLAIMED = DeviceRow.of(FIRST.claimed(1));
    private static final DeviceRow RELEASED = DeviceRow.of(FIRST.released(2));
    private static final DeviceRow CLAIMED_AGAIN = DeviceRow.of(SECOND.claimed(3));
    private static final DeviceRow RELEASED_AGAIN = DeviceRow.of(SECOND.released(4));

    @Test
    void isOwnedOnceClaimed() {
        assertThat(CLAIMED.isOwned()).isTrue();
        assertThat(CLAIMED.key()).isEqualTo(new DeviceRow.Key("contoso", FIRST.deviceId()));
    }

    @Test
    void isOwnedNoLongerOnceReleased() {
        assertThat(CLAIMED.merge(RELEASED).isOwned()).isFalse();
        assertThat(RELEASED.merge(CLAIMED)).isEqualTo(CLAIMED.merge(RELEASED));
    }

    @Test
    void isWhatTheNewestClaimSaysWhenClaimedAgain() {
        var merged = CLAIMED_AGAIN.merge(RELEASED).merge(CLAIMED);

        assertThat(merged).isEqualTo(CLAIMED_AGAIN);
        assertThat(merged.isOwned()).isTrue();
        assertThat(merged.claim().submission()).isEqualTo(SECOND.submission());
    }

    @Test
    void remembersAfterAReleaseWhatWasClaimedLast() {
        var merged = CLAIMED.merge(RELEASED);

        assertThat(merged.claim()).isEqualTo(CLAIMED.claim());
        assertThat(RELEASED.isOwned()).isFalse();
    }

    @Test
    void comesToTheSameInEveryOrderOfClaimsAndReleases() {
        var told = List.of(CLAIMED, RELEASED, CLAIMED_AGAIN, RELEASED_AGAIN);
        var expected = new DeviceRow(CLAIMED.key(), 4, CLAIMED_AGAIN.claim(), null, null);

        assertThat(Permutations.of(told))
                .hasSize(24)
                .allSatisfy(order ->
                        assertThat(order.stream().reduce(DeviceRow::merge)).contains(expected));
    }

    @Test
    void followsTheLedgerAndNotTheClock() {
        var laterByTheClock = DeviceRow.of(SECOND.claimed(1));
        var laterInTheLedger = DeviceRow.of(FIRST.claimed(3));

        assertThat(laterByTheClock.merge(laterInTheLedger)).isEqualTo(laterInTheLedger);
        assertThat(laterInTheLedger.merge(laterByTheClock)).isEqualTo(laterInTheLedger);
    }

    @Test
    void isAnotherRowForAnotherTenant() {
        var other = DeviceRow.of(Upload.of("fabrikam").row(2, "SN-1").claimed(3));

        assertThat(other.key()).isNotEqualTo(CLAIMED.key());
        assertThat(other.key().deviceId()).isEqualTo(CLAIMED.key().deviceId());
    }

    @Test
    void isNothingMoreByARowThatSaysNothing() {
        assertThat(CLAIMED.merge(DeviceRow.nothing(CLAIMED.key()))).isEqualTo(CLAIMED);
        assertThat(DeviceRow.nothing(CLAIMED.key()).merge(CLAIMED)).isEqualTo(CLAIMED);
    }

    @Test
    void isForTheUserOfTheRowThatWasClaimedLast() {
        var first = CLAIMED.assigned(FIRST.submission(), "ann");
        var second = CLAIMED_AGAIN.assigned(SECOND.submission(), "bob");

        assertThat(first.assignedUser()).isEqualTo("ann");
        assertThat(first.merge(second).assignedUser()).isEqualTo("bob");
        assertThat(second.merge(first).assignedUser()).isEqualTo("bob");
        assertThat(first.merge(CLAIMED_AGAIN).assignedUser()).isNull();
        assertThat(CLAIMED_AGAIN.assigned(FIRST.submission(), "ann").assignedUser())
                .isNull();
    }

    @Test
    void leavesTheClaimThatALaterOneReplacesToTheHistory() {
        assertThat(FormerClaim.of(CLAIMED, CLAIMED_AGAIN))
                .hasValueSatisfying(former -> assertThat(former.claim()).isEqualTo(CLAIMED.claim()));
        assertThat(FormerClaim.of(CLAIMED_AGAIN, CLAIMED)).isEqualTo(FormerClaim.of(CLAIMED, CLAIMED_AGAIN));
        assertThat(FormerClaim.of(CLAIMED, CLAIMED)).isEmpty();
        assertThat(FormerClaim.of(CLAIMED, RELEASED)).isEmpty();
        assertThat(FormerClaim.of(null, CLAIMED)).isEmpty();
    }
}
