package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every combination of who owns the device and what is asked about it. */
class DecidingTest {

    private static final UUID DEVICE = UUID.fromString("a4fd8ead-5648-51d2-92e8-37e95ff36708");
    private static final UUID UPLOAD = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");
    private static final UUID EARLIER = UUID.fromString("0192f3a4-0000-7000-8000-000000000001");
    private static final UUID RELEASE = UUID.fromString("0192f3b0-0000-7000-8000-000000000001");
    private static final SubmissionId ROW = new SubmissionId(UPLOAD, 2, 17);
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:01.234Z");

    /** What the ledger may know of the device. */
    enum Known {
        NEVER_HEARD_OF(0, null, null),
        RELEASED(4, null, null),
        OURS_BY_THIS_FILE(1, "contoso", new SubmissionId(UPLOAD, 2, 9)),
        OURS_BY_ANOTHER_FILE_OF_THE_UPLOAD(1, "contoso", new SubmissionId(UPLOAD, 1, 9)),
        OURS_BY_AN_EARLIER_UPLOAD(3, "contoso", new SubmissionId(EARLIER, 2, 9)),
        ANOTHERS(7, "fabrikam", new SubmissionId(EARLIER, 1, 2));

        final Ownership ownership;

        Known(long sequence, String owner, SubmissionId by) {
            ownership = new Ownership(DEVICE, sequence, owner, by);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "NEVER_HEARD_OF, true, CLAIMED, -",
                "NEVER_HEARD_OF, false, DEVICE_NOT_FOUND, no supplier has declared this device",
                "RELEASED, true, CLAIMED, -",
                "RELEASED, false, DEVICE_NOT_FOUND, no supplier has declared this device",
                "OURS_BY_THIS_FILE, true, DUPLICATE_IN_UPLOAD, first on line 9",
                "OURS_BY_THIS_FILE, false, DUPLICATE_IN_UPLOAD, first on line 9",
                "OURS_BY_ANOTHER_FILE_OF_THE_UPLOAD, true, DUPLICATE_IN_UPLOAD, first in file 1 on line 9",
                "OURS_BY_ANOTHER_FILE_OF_THE_UPLOAD, false, DUPLICATE_IN_UPLOAD, first in file 1 on line 9",
                "OURS_BY_AN_EARLIER_UPLOAD, true, DEVICE_ALREADY_REGISTERED, -",
                "OURS_BY_AN_EARLIER_UPLOAD, false, DEVICE_ALREADY_REGISTERED, -",
                "ANOTHERS, true, CLAIMED_BY_ANOTHER, -",
                "ANOTHERS, false, CLAIMED_BY_ANOTHER, -"
            })
    void decidesAClaimByWhoOwnsTheDevice(Known known, boolean hashed, Outcome outcome, String detail) {
        var row = hashed ? Asks.hashed("contoso", ROW, DEVICE) : Asks.tuple("contoso", ROW, DEVICE);

        assertThat(Deciding.decide(new Ask.Claim(row), known.ownership, NOW))
                .isEqualTo(new Entry(
                        DEVICE, known.ownership.sequence() + 1, ROW, outcome, "contoso", null, "user-7", detail, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER_HEARD_OF, RELEASE_REFUSED",
        "RELEASED, RELEASE_REFUSED",
        "OURS_BY_THIS_FILE, RELEASED",
        "OURS_BY_ANOTHER_FILE_OF_THE_UPLOAD, RELEASED",
        "OURS_BY_AN_EARLIER_UPLOAD, RELEASED",
        "ANOTHERS, RELEASE_REFUSED"
    })
    void letsOnlyTheOwnerGiveADeviceUp(Known known, Outcome outcome) {
        var ask = new Ask.Release(Asks.release("contoso", RELEASE, DEVICE));

        assertThat(Deciding.decide(ask, known.ownership, NOW))
                .isEqualTo(new Entry(
                        DEVICE,
                        known.ownership.sequence() + 1,
                        new SubmissionId(RELEASE, 0, 0),
                        outcome,
                        "contoso",
                        null,
                        "user-9",
                        null,
                        NOW));
    }

    @ParameterizedTest
    @EnumSource(Known.class)
    void leavesTheOwnerAloneUnlessADeviceIsClaimedOrReleased(Known known) {
        for (Outcome outcome : Outcome.values()) {
            var entry = new Entry(
                    DEVICE, known.ownership.sequence() + 1, ROW, outcome, "contoso", null, "user-7", null, NOW);
            var after = known.ownership.after(entry);
            assertThat(after.sequence()).isEqualTo(entry.sequence());
            switch (outcome) {
                case CLAIMED -> assertThat(after).isEqualTo(new Ownership(DEVICE, entry.sequence(), "contoso", ROW));
                case RELEASED -> assertThat(after).isEqualTo(new Ownership(DEVICE, entry.sequence(), null, null));
                default -> {
                    assertThat(after.owner()).isEqualTo(known.ownership.owner());
                    assertThat(after.by()).isEqualTo(known.ownership.by());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void findsAnOutcomeByTheNameThatItIsStoredUnder(Outcome outcome) {
        assertThat(Outcome.stored(outcome.storedAs())).isEqualTo(outcome);
        if (outcome.failure() != null) {
            assertThat(outcome.storedAs()).isEqualTo(outcome.failure().code());
        }
    }
}
