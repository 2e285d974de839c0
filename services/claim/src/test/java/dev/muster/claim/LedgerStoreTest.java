package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.claim.ledger.Ask;
import dev.muster.claim.ledger.Asks;
import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Outcome;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.runtime.stage.Patience;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in a real database: what it never lets happen, and many at once. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class LedgerStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-31T08:00:01.234Z");
    private static final int DEVICES = 500;
    private static final int BATCH = 125;

    @Inject
    LedgerStore ledger;

    @Inject
    Patience patience;

    @Inject
    Database database;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void givesADecisionBackAsItWasWritten() {
        var device = UUID.randomUUID();
        var claim = claim("contoso", Uuids.timeOrdered(NOW), 2, device);
        var release = new Ask.Release(Asks.release("contoso", UUID.randomUUID(), device));
        var written = ledger.decide(List.of(claim, release), NOW);

        assertThat(ledger.decide(List.of(release, claim), NOW.plusSeconds(60)))
                .containsExactly(written.get(1), written.get(0));
        assertThat(written).extracting(Entry::outcome).containsExactly(Outcome.CLAIMED, Outcome.RELEASED);
    }

    @Test
    void writesNothingOfABatchThatHoldsAChangedRecord() throws SQLException {
        var device = UUID.randomUUID();
        var upload = Uuids.timeOrdered(NOW);
        var before = UUID.randomUUID();
        ledger.decide(List.of(claim("contoso", upload, 2, before)), NOW);

        assertThatThrownBy(() -> ledger.decide(
                        List.of(claim("contoso", upload, 3, device), claim("contoso", upload, 2, device)), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("decided about another device");

        assertThat(Tables.count("select count(*) from entry where device_id = '" + device + "'"))
                .isZero();
        assertThat(Tables.count("select count(*) from device where device_id = '" + device + "'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set outcome = 'claimed'",
                "delete from entry",
                "delete from entry where false",
                "truncate entry"
            })
    void isAppendOnlyEvenForItsOwnRole(String change) throws SQLException {
        ledger.decide(List.of(claim("contoso", Uuids.timeOrdered(NOW), 2, UUID.randomUUID())), NOW);
        long before = Tables.count("select count(*) from entry");

        try (var connection = Tables.connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("the ledger is append-only");
        }
        assertThat(Tables.count("select count(*) from entry")).isEqualTo(before).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"40P01, true", "53100, true", "58030, true", "23505, false", "P0001, false"})
    void waitsForTheDatabaseAndNotForAStatementThatItRefuses(String state, boolean isOutage) {
        String refuse = "do $$ begin raise exception 'refused' using errcode = '" + state + "'; end $$";

        assertThatThrownBy(() -> database.inTransaction(
                        session -> session.createNativeQuery(refuse).executeUpdate()))
                .satisfies(failure -> assertThat(patience.isOutage(failure)).isEqualTo(isOutage));
    }

    @Test
    void triesAgainWhenAnAdministratorCutsTheConnection() {
        var tries = new AtomicInteger();

        patience.throughOutages("cut", () -> {
            String sql = tries.incrementAndGet() < 4 ? "pg_terminate_backend(pg_backend_pid())" : "pg_backend_pid()";
            database.<Object>inTransaction(
                    session -> session.createNativeQuery("select " + sql).getSingleResult());
        });

        assertThat(tries).hasValue(4);
    }

    @Test
    void keepsASecondDecisionForACauseOut() throws SQLException {
        var device = UUID.randomUUID();
        ledger.decide(List.of(claim("contoso", Uuids.timeOrdered(NOW), 2, device)), NOW);

        try (var connection = Tables.connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(
                            () -> statement.execute("insert into entry select device_id, 2, cause, file, row, outcome,"
                                    + " tenant, partner, subject, detail, decided_at from entry where device_id = '"
                                    + device
                                    + "'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("one_decision_a_cause");
        }
    }

    @Test
    void givesEachDeviceOneOwnerWhoeverAsksInWhateverOrderAtTheSameTime() throws Exception {
        var devices = devices();
        var tenants = List.of("contoso", "fabrikam", "litware", "northwind");

        List<List<Entry>> first = AtOnce.run(claimsInAnyOrder(tenants, devices));
        List<List<Entry>> again = AtOnce.run(claimsInAnyOrder(tenants, devices));

        assertThat(failures).isEmpty();
        assertThat(first.stream().flatMap(List::stream).filter(e -> e.outcome() == Outcome.CLAIMED))
                .extracting(Entry::deviceId)
                .containsExactlyInAnyOrderElementsOf(devices);
        assertThat(first.stream().flatMap(List::stream))
                .hasSize(tenants.size() * DEVICES)
                .extracting(Entry::outcome)
                .containsOnly(Outcome.CLAIMED, Outcome.CLAIMED_BY_ANOTHER);
        assertThat(again.stream().flatMap(List::stream))
                .hasSize(tenants.size() * DEVICES)
                .extracting(Entry::outcome)
                .containsOnly(Outcome.DEVICE_ALREADY_REGISTERED, Outcome.CLAIMED_BY_ANOTHER);
        assertBooks(devices, 2 * tenants.size());
    }

    @Test
    void decidesOnceWhatTwoProcessesHaveBeenGiven() throws Exception {
        var devices = devices();
        var asks = claims("contoso", devices);

        List<List<Entry>> decisions =
                AtOnce.run(List.of(() -> decideAll(asks), () -> decideAll(asks), () -> decideAll(asks)));

        assertThat(failures).isEmpty();
        assertThat(decisions.get(1)).isEqualTo(decisions.get(0));
        assertThat(decisions.get(2)).isEqualTo(decisions.get(0));
        assertThat(decisions.get(0)).extracting(Entry::outcome).containsOnly(Outcome.CLAIMED);
        assertBooks(devices, 1);
    }

    /** One owner a device, by one claim; and all decisions about it numbered from 1 without a gap. */
    private void assertBooks(List<UUID> devices, int decisions) throws SQLException {
        String these = "device_id in ('"
                + String.join("','", devices.stream().map(UUID::toString).toList()) + "')";
        assertThat(Tables.count("select count(*) from device where owner is not null and sequence = " + decisions
                        + " and " + these))
                .isEqualTo(DEVICES);
        assertThat(Tables.count("select count(*) from entry where " + these)).isEqualTo((long) DEVICES * decisions);
        assertThat(Tables.count("select count(*) from (select device_id from entry where " + these
                        + " group by device_id having min(sequence) <> 1 or max(sequence) <> count(*)"
                        + " or count(*) filter (where outcome = 'claimed') <> 1) gaps"))
                .isZero();
        assertThat(Tables.count(
                        "select count(*) from device d join entry e using (device_id) where e.outcome = 'claimed'"
                                + " and d.owner = e.tenant and d.owner_registration = e.cause and " + these))
                .isEqualTo(DEVICES);
    }

    /** In batches, as a stage does it; notes every failure that is not simply another one's being faster. */
    private List<Entry> decideAll(List<Ask> asks) {
        var decided = new ArrayList<Entry>();
        for (int from = 0; from < asks.size(); from += BATCH) {
            var batch = asks.subList(from, Math.min(from + BATCH, asks.size()));
            patience.throughOutages("batch", () -> {
                try {
                    decided.addAll(ledger.decide(batch, NOW));
                } catch (RacedException e) {
                    throw e;
                } catch (RuntimeException e) {
                    failures.add(e);
                    throw e;
                }
            });
        }
        return decided;
    }

    /** One upload of all devices for each tenant: in order, in the opposite order, and mixed. */
    private List<Callable<List<Entry>>> claimsInAnyOrder(List<String> tenants, List<UUID> devices) {
        var orders = new ArrayList<>(List.of(devices, devices.reversed()));
        while (orders.size() < tenants.size()) {
            var mixed = new ArrayList<>(devices);
            Collections.shuffle(mixed, new Random(orders.size()));
            orders.add(mixed);
        }
        var work = new ArrayList<Callable<List<Entry>>>();
        for (int t = 0; t < tenants.size(); t++) {
            var asks = claims(tenants.get(t), orders.get(t));
            work.add(() -> decideAll(asks));
        }
        return work;
    }

    private static List<UUID> devices() {
        return IntStream.range(0, DEVICES).mapToObj(i -> UUID.randomUUID()).toList();
    }

    private static List<Ask> claims(String tenant, List<UUID> devices) {
        var upload = Uuids.timeOrdered(NOW);
        return IntStream.range(0, devices.size())
                .mapToObj(i -> claim(tenant, upload, i + 2, devices.get(i)))
                .toList();
    }

    private static Ask claim(String tenant, UUID upload, int row, UUID device) {
        return new Ask.Claim(Asks.hashed(tenant, new SubmissionId(upload, 1, row), device));
    }
}
