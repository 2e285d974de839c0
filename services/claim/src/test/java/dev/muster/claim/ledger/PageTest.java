package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final UUID KNOWN = new UUID(0, 1);
    private static final UUID NEW = new UUID(0, 2);
    private static final UUID UPLOAD = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");
    private static final Instant THEN = Instant.parse("2026-01-30T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final Entry stored =
            new Entry(KNOWN, 1, new SubmissionId(UPLOAD, 1, 2), Outcome.CLAIMED, "contoso", null, "user-7", null, THEN);
    private final Page page = new Page(List.of(Ownership.unknown(KNOWN).after(stored)), List.of(stored));

    @Test
    void repeatsAStoredDecisionAndWritesNothing() {
        assertThat(page.decide(claim("contoso", 2, KNOWN), NOW)).isSameAs(stored);

        assertThat(page.newEntries()).isEmpty();
        assertThat(page.newDevices()).isEmpty();
        assertThat(page.changedDevices()).isEmpty();
    }

    @Test
    void repeatsADecisionOfTheSameBatch() {
        Entry first = page.decide(claim("contoso", 3, NEW), NOW);

        assertThat(page.decide(claim("contoso", 3, NEW), NOW)).isSameAs(first);
        assertThat(page.newEntries()).containsExactly(first);
    }

    @Test
    void decidesEachAskOnWhatTheOnesBeforeHaveMadeOfTheDevice() {
        var claimed = page.decide(claim("contoso", 3, NEW), NOW);
        var refused = page.decide(claim("fabrikam", 4, NEW), NOW);
        var released = page.decide(new Ask.Release(Asks.release("contoso", new UUID(7, 7), NEW)), NOW);
        var claimedAgain = page.decide(claim("fabrikam", 5, NEW), NOW);

        assertThat(page.newEntries()).containsExactly(claimed, refused, released, claimedAgain);
        assertThat(page.newEntries())
                .extracting(Entry::outcome)
                .containsExactly(Outcome.CLAIMED, Outcome.CLAIMED_BY_ANOTHER, Outcome.RELEASED, Outcome.CLAIMED);
        assertThat(page.newEntries()).extracting(Entry::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.newDevices())
                .containsExactly(new Ownership(NEW, 4, "fabrikam", new SubmissionId(UPLOAD, 1, 5)));
    }

    @Test
    void keepsNewDevicesFromThoseThatTheLedgerKnew() {
        page.decide(claim("fabrikam", 3, KNOWN), NOW);
        page.decide(claim("fabrikam", 4, NEW), NOW);

        assertThat(page.changedDevices())
                .containsExactly(new Ownership(KNOWN, 2, "contoso", new SubmissionId(UPLOAD, 1, 2)));
        assertThat(page.newDevices()).extracting(Ownership::deviceId).containsExactly(NEW);
    }

    @Test
    void refusesACauseThatWasDecidedAboutAnotherDevice() {
        assertThatThrownBy(() -> page.decide(claim("contoso", 2, NEW), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(UPLOAD + "/1/2");
        assertThat(page.newEntries()).isEmpty();
    }

    private static Ask claim(String tenant, int row, UUID device) {
        return new Ask.Claim(Asks.hashed(tenant, new SubmissionId(UPLOAD, 1, row), device));
    }
}
