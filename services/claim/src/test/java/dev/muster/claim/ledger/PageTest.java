package dev.muster.claim.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.identity.SubmissionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final UUID KNOWN = new UUID(0, 1);
    private static final UUID NEW = new UUID(0, 2);
    private static final UUID UPLOAD = UUID.fromString("0192f3a4-5b6c-7d8e-9f01-23456789abcd");
    private static final Instant THEN = Instant.parse("2026-01-30T08:00:00Z");
    private static final Duration HOLD = Duration.ofDays(5);
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private final Entry stored =
            new Entry(KNOWN, 1, new SubmissionId(UPLOAD, 1, 2), Outcome.CLAIMED, "contoso", null, "user-7", null, THEN);
    private final Page page = page(List.of(), List.of());

    @Test
    void repeatsAStoredDecisionAndWritesNothing() {
        var event = claim("contoso", 2, KNOWN);

        assertThat(page.take(event, NOW)).containsExactly(Telling.of(new Ask.Claim(event), stored));

        assertThat(page.newEntries()).isEmpty();
        assertThat(page.newDevices()).isEmpty();
        assertThat(page.changedDevices()).isEmpty();
    }

    @Test
    void repeatsADecisionOfTheSameBatch() {
        var first = page.take(claim("contoso", 3, NEW), NOW);

        assertThat(page.take(claim("contoso", 3, NEW), NOW)).isEqualTo(first).hasSize(1);
        assertThat(page.newEntries()).hasSize(1);
    }

    @Test
    void decidesEachAskOnWhatTheOnesBeforeHaveMadeOfTheDevice() {
        page.take(claim("contoso", 3, NEW), NOW);
        page.take(claim("fabrikam", 4, NEW), NOW);
        page.take(Asks.release("contoso", new UUID(7, 7), NEW), NOW);
        page.take(claim("fabrikam", 5, NEW), NOW);

        assertThat(page.newEntries())
                .extracting(Entry::outcome)
                .containsExactly(Outcome.CLAIMED, Outcome.CLAIMED_BY_ANOTHER, Outcome.RELEASED, Outcome.CLAIMED);
        assertThat(page.newEntries()).extracting(Entry::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.newDevices())
                .containsExactly(new Ownership(NEW, 4, "fabrikam", new SubmissionId(UPLOAD, 1, 5), false));
    }

    @Test
    void keepsNewDevicesFromThoseThatTheLedgerKnew() {
        page.take(claim("fabrikam", 3, KNOWN), NOW);
        page.take(claim("fabrikam", 4, NEW), NOW);

        assertThat(page.changedDevices())
                .containsExactly(new Ownership(KNOWN, 2, "contoso", new SubmissionId(UPLOAD, 1, 2), false));
        assertThat(page.newDevices()).extracting(Ownership::deviceId).containsExactly(NEW);
    }

    @Test
    void refusesACauseThatWasDecidedAboutAnotherDevice() {
        assertThatThrownBy(() -> page.take(claim("contoso", 2, NEW), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(UPLOAD + "/1/2");
        assertThat(page.newEntries()).isEmpty();
    }

    @Test
    void tellsNothingOfARowThatWaitsHoweverOftenItComes() {
        var row = Asks.tuple("patient", new SubmissionId(UPLOAD, 1, 3), NEW);

        assertThat(page.take(row, NOW)).isEmpty();
        assertThat(page.take(row, NOW.plusSeconds(60))).isEmpty();

        assertThat(page.newHeld()).containsExactly(new Held(new Ask.Claim(row), NOW.plus(HOLD)));
        assertThat(page.newEntries()).isEmpty();
        assertThat(page.newDevices()).containsExactly(new Ownership(NEW, 0, null, null, true));
    }

    @Test
    void leavesARowWaitingThatWaitedBefore() {
        var row = Asks.tuple("contoso", new SubmissionId(UPLOAD, 1, 3), NEW);
        var waits = new Held(new Ask.Claim(row), NOW.plusSeconds(1));
        var later = page(List.of(waits), List.of());

        assertThat(later.take(row, NOW))
                .as("although contoso's rows do not wait any more")
                .isEmpty();
        assertThat(later.newHeld()).isEmpty();
        assertThat(later.newEntries()).isEmpty();
    }

    @Test
    void leavesARowWaitingThatWaitsElsewhere() {
        var row = Asks.tuple("contoso", new SubmissionId(UPLOAD, 1, 3), NEW);
        var later = pageOfALongLine(List.of(), Set.of(row.submission()));

        assertThat(later.take(row, NOW)).isEmpty();
        assertThat(later.newHeld()).isEmpty();
        assertThat(later.newEntries()).isEmpty();
    }

    @Test
    void letsNobodyGetByAManifestWhatRowsStillWaitForThatItHadNoRoomFor() {
        var first = Asks.tuple("contoso", new SubmissionId(UPLOAD, 1, 3), NEW);
        var before = Asks.tuple("patient", new SubmissionId(UPLOAD, 1, 4), NEW);
        var after = Asks.tuple("fabrikam", new SubmissionId(UPLOAD, 1, 5), NEW);
        var line = pageOfALongLine(List.of(new Held(new Ask.Claim(first), NOW.plus(HOLD))), Set.of(first.submission()));

        assertThat(line.take(before, NOW)).isEmpty();
        assertThat(line.take(Asks.shipped("oem", 1, NEW, "fabrikam"), NOW)).hasSize(1);
        assertThat(line.take(after, NOW)).isEmpty();

        assertThat(line.newHeld())
                .containsExactly(new Held(new Ask.Claim(before), NOW), new Held(new Ask.Claim(after), NOW));
        assertThat(line.take(after, NOW.plusSeconds(1))).as("once more").isEmpty();
        assertThat(line.newHeld()).hasSize(2);

        line.take(Asks.tuple("litware", new SubmissionId(UPLOAD, 1, 6), NEW), NOW);
        line.take(claim("fabrikam", 7, NEW), NOW);
        assertThat(line.newEntries())
                .as("the first in line, who gets nothing anyway, and who needs no manifest")
                .extracting(Entry::outcome)
                .containsExactly(Outcome.CLAIMED_BY_ANOTHER, Outcome.CLAIMED_BY_ANOTHER, Outcome.CLAIMED);
    }

    @Test
    void decidesRowsThatWaitInTheOrderInWhichTheyCameWhenTheirDeviceIsDeclared() {
        var first = Asks.tuple("patient", new SubmissionId(UPLOAD, 1, 9), NEW);
        var second = Asks.tuple("patient", new SubmissionId(UPLOAD, 1, 3), NEW);
        page.take(first, NOW);
        page.take(second, NOW);

        var told = page.take(Asks.shipped("oem", 1, NEW, "patient"), NOW);

        assertThat(told)
                .extracting(event -> ((SubmissionEvent) event).submission().row())
                .containsExactly(9, 3);
        assertThat(page.newEntries())
                .extracting(Entry::outcome)
                .containsExactly(Outcome.CLAIMED, Outcome.DUPLICATE_IN_UPLOAD);
        assertThat(page.newHeld()).isEmpty();
        assertThat(page.settled()).as("never written").isEmpty();
    }

    @Test
    void decidesAStoredRowWhenItsDeviceIsDeclaredAndTellsItAgainAfterACrash() {
        var row = Asks.tuple("contoso", new SubmissionId(UPLOAD, 1, 3), NEW);
        var waits = new Held(new Ask.Claim(row), NOW.plus(HOLD));
        var shipped = Asks.shipped("oem", 1, NEW, null);
        var before = page(List.of(waits), List.of());
        var told = before.take(shipped, NOW);
        assertThat(before.settled()).containsExactly(waits);

        var after = new Page(new Facts(
                before.newDevices(),
                before.newEntries(),
                before.newDeclarations(),
                List.of(waits),
                Set.of(),
                Set.of(),
                List.of(),
                Settings.DEFAULTS));

        assertThat(after.take(shipped, NOW.plusSeconds(60))).isEqualTo(told).hasSize(1);
        assertThat(after.settled()).containsExactly(waits);
        assertThat(after.newEntries()).isEmpty();
        assertThat(after.newDeclarations()).isEmpty();
    }

    @Test
    void saysThatTheOwnerIsNotTheBuyerAndTakesNothingAway() {
        var shipped = Asks.shipped("oem", 1, KNOWN, "fabrikam");

        var told = page.take(shipped, NOW);

        assertThat(told)
                .containsExactly(new DeviceContested(
                        shipped.declaration(), "oem", "fabrikam", "contoso", KNOWN, "Contoso", "SN-000123", 1, NOW));
        assertThat(page.newContested()).isEqualTo(told);
        assertThat(page.changedDevices())
                .containsExactly(new Ownership(KNOWN, 1, "contoso", new SubmissionId(UPLOAD, 1, 2), true));
        assertThat(page.take(shipped, NOW.plusSeconds(60))).isEqualTo(told);
        assertThat(page.newContested()).hasSize(1);
    }

    @Test
    void saysItAgainFromWhatIsStored() {
        var shipped = Asks.shipped("oem", 1, KNOWN, "fabrikam");
        var contest = new DeviceContested(
                shipped.declaration(), "oem", "fabrikam", "contoso", KNOWN, "Contoso", "SN-000123", 1, THEN);
        var later = page(List.of(), List.of(contest));

        assertThat(later.take(shipped, NOW)).containsExactly(contest);
        assertThat(later.newContested()).isEmpty();
    }

    @Test
    void findsNothingToContestWhereTheBuyerOwnsTheDeviceOrNobodyBoughtIt() {
        assertThat(page.take(Asks.shipped("oem", 1, KNOWN, "contoso"), NOW)).isEmpty();
        assertThat(page.take(Asks.shipped("reseller", 1, KNOWN, null), NOW)).isEmpty();
        assertThat(page.take(Asks.shipped("oem", 1, NEW, "fabrikam"), NOW)).isEmpty();
        assertThat(page.newDeclarations()).hasSize(3);
    }

    @Test
    void letsOthersHaveADeviceOnceItsBuyerHasReleasedIt() {
        page.take(Asks.shipped("oem", 1, KNOWN, "contoso"), NOW);

        page.take(Asks.release("contoso", new UUID(7, 7), KNOWN), NOW);
        page.take(claim("fabrikam", 4, KNOWN), NOW);

        assertThat(page.newEntries()).extracting(Entry::outcome).containsExactly(Outcome.RELEASED, Outcome.CLAIMED);
        assertThat(page.newDeclarations()).extracting(Declaration::letGo).containsExactly(true);
    }

    @Test
    void takesNothingFromSettingsAndRefusesWhatIsNotItsConcern() {
        assertThat(page.take(new TenantSettingsChanged("contoso", null, 1, 5, List.of(), "user-7", NOW), NOW))
                .isEmpty();
        var foreign = new DeviceReleased(new UUID(7, 7), "contoso", null, KNOWN, 5, NOW);
        assertThatThrownBy(() -> page.take(foreign, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Contoso owns the known device; rows of a patient organization may wait. */
    private Page page(List<Held> held, List<DeviceContested> contested) {
        return new Page(new Facts(
                List.of(Ownership.unknown(KNOWN).after(stored)),
                List.of(stored),
                contested.isEmpty() ? List.of() : List.of(Declaration.of(Asks.shipped("oem", 1, KNOWN, "fabrikam"))),
                held,
                Set.of(),
                Set.of(),
                contested,
                new Settings(Map.of(TenantSettingsChanged.key("patient"), HOLD), Set.of())));
    }

    /** More rows wait for the new device than are on the page. */
    private Page pageOfALongLine(List<Held> held, Set<SubmissionId> waiting) {
        return new Page(new Facts(
                List.of(new Ownership(NEW, 0, null, null, true)),
                List.of(),
                List.of(),
                held,
                waiting,
                Set.of(NEW),
                List.of(),
                new Settings(Map.of(TenantSettingsChanged.key("patient"), HOLD), Set.of())));
    }

    private static DeviceValidated claim(String tenant, int row, UUID device) {
        return Asks.hashed(tenant, new SubmissionId(UPLOAD, 1, row), device);
    }
}
