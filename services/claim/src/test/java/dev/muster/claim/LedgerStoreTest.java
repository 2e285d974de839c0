package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.claim.ledger.Asks;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Event;
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
        var release = Asks.release("contoso", UUID.randomUUID(), device);
        var written = ledger.take(List.of(claim, release), NOW).told();

        assertThat(ledger.take(List.of(release, claim), NOW.plusSeconds(60)).told())
                .containsExactly(written.get(1), written.get(0));
        assertThat(written.getFirst()).singleElement().isInstanceOf(DeviceClaimed.class);
        assertThat(written.getLast()).singleElement().isInstanceOf(DeviceReleased.class);
    }

    @Test
    void writesNothingOfABatchThatHoldsAChangedRecord() throws SQLException {
        var device = UUID.randomUUID();
        var upload = Uuids.timeOrdered(NOW);
        var before = UUID.randomUUID();
        ledger.take(List.of(claim("contoso", upload, 2, before)), NOW);

        assertThatThrownBy(() -> ledger.take(
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
        ledger.take(List.of(claim("contoso", Uuids.timeOrdered(NOW), 2, UUID.randomUUID())), NOW);
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
        ledger.take(List.of(claim("contoso", Uuids.timeOrdered(NOW), 2, device)), NOW);

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
    void keepsASecondOwnerOfADeviceOut() throws SQLException {
        var device = UUID.randomUUID();
        ledger.take(List.of(claim("contoso", Uuids.timeOrdered(NOW), 2, device)), NOW);

        try (var connection = Tables.connection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("insert into device (device_id, sequence, owner,"
                            + " owner_registration, owner_file, owner_row) select device_id, sequence, 'fabrikam',"
                            + " owner_registration, owner_file, owner_row from device where device_id = '"
                            + device
                            + "'"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("device_pkey");
        }
        assertThat(Tables.count("select count(*) from device where owner = 'contoso' and device_id = '" + device + "'"))
                .isOne();
    }

    /** Two organizations, each through a process of its own, with the same file, one of them upside down. */
    @Test
    void givesTenThousandDevicesOneOwnerEachWhenTwoAskInOppositeOrder() throws Exception {
        var devices = devices(10_000);
        var other = new LedgerStore(database);

        List<List<Event>> told = AtOnce.run(List.of(
                () -> takeAll(ledger, claims("contoso", devices), 2000),
                () -> takeAll(other, claims("fabrikam", devices.reversed()), 2000)));

        assertThat(failures).isEmpty();
        var claimed = told.stream()
                .flatMap(List::stream)
                .filter(DeviceClaimed.class::isInstance)
                .map(DeviceClaimed.class::cast)
                .toList();
        assertThat(claimed).extracting(DeviceClaimed::deviceId).containsExactlyInAnyOrderElementsOf(devices);
        assertThat(told.stream().flatMap(List::stream).map(LedgerStoreTest::outcome))
                .hasSize(2 * devices.size())
                .containsOnly("claimed", "device-claimed-by-another-organization");
        assertBooks(devices, 2);
        assertOwners(claimed);
    }

    @Test
    void givesEachDeviceOneOwnerWhoeverAsksInWhateverOrderAtTheSameTime() throws Exception {
        var devices = devices(DEVICES);
        var tenants = List.of("contoso", "fabrikam", "litware", "northwind");

        List<List<Event>> first = AtOnce.run(claimsInAnyOrder(tenants, devices));
        List<List<Event>> again = AtOnce.run(claimsInAnyOrder(tenants, devices));

        assertThat(failures).isEmpty();
        assertThat(first.stream().flatMap(List::stream).filter(DeviceClaimed.class::isInstance))
                .extracting(Event::key)
                .containsExactlyInAnyOrderElementsOf(
                        devices.stream().map(UUID::toString).toList());
        assertThat(first.stream().flatMap(List::stream).map(LedgerStoreTest::outcome))
                .hasSize(tenants.size() * DEVICES)
                .containsOnly("claimed", "device-claimed-by-another-organization");
        assertThat(again.stream().flatMap(List::stream).map(LedgerStoreTest::outcome))
                .hasSize(tenants.size() * DEVICES)
                .containsOnly("device-already-registered", "device-claimed-by-another-organization");
        assertBooks(devices, 2 * tenants.size());
    }

    @Test
    void decidesOnceWhatTwoProcessesHaveBeenGiven() throws Exception {
        var devices = devices(DEVICES);
        var asks = claims("contoso", devices);

        Callable<List<Event>> one = () -> takeAll(ledger, asks, BATCH);
        List<List<Event>> decisions = AtOnce.run(List.of(one, one, one));

        assertThat(failures).isEmpty();
        assertThat(decisions.get(1)).isEqualTo(decisions.get(0));
        assertThat(decisions.get(2)).isEqualTo(decisions.get(0));
        assertThat(decisions.get(0)).hasSize(DEVICES).hasOnlyElementsOfType(DeviceClaimed.class);
        assertBooks(devices, 1);
    }

    /** One owner a device, by one claim; and all decisions about it numbered from 1 without a gap. */
    private void assertBooks(List<UUID> devices, int decisions) throws SQLException {
        String these = "device_id in ('"
                + String.join("','", devices.stream().map(UUID::toString).toList()) + "')";
        assertThat(Tables.count("select count(*) from device where owner is not null and sequence = " + decisions
                        + " and " + these))
                .isEqualTo(devices.size());
        assertThat(Tables.count("select count(*) from entry where " + these))
                .isEqualTo((long) devices.size() * decisions);
        assertThat(Tables.count("select count(*) from (select device_id from entry where " + these
                        + " group by device_id having min(sequence) <> 1 or max(sequence) <> count(*)"
                        + " or count(*) filter (where outcome = 'claimed') <> 1) gaps"))
                .isZero();
        assertThat(Tables.count(
                        "select count(*) from device d join entry e using (device_id) where e.outcome = 'claimed'"
                                + " and d.owner = e.tenant and d.owner_registration = e.cause and " + these))
                .isEqualTo(devices.size());
    }

    /** Who was told that a device is his is whom the ledger has as its owner, by that row. */
    private static void assertOwners(List<DeviceClaimed> claimed) throws SQLException {
        var stored = Tables.texts("select device_id || ' ' || owner || ' ' || owner_registration || '/' || owner_file"
                + " || '/' || owner_row || ' ' || e.sequence from device join entry e using (device_id)"
                + " where e.outcome = 'claimed' and e.cause = owner_registration and e.row = owner_row");
        assertThat(stored)
                .containsAll(claimed.stream()
                        .map(event -> event.deviceId() + " " + event.tenant() + " " + event.submission() + " "
                                + event.sequence())
                        .toList());
    }

    /** In batches, as a stage does it; notes every failure that is not simply another one's being faster. */
    private List<Event> takeAll(LedgerStore store, List<Event> events, int size) {
        var told = new ArrayList<Event>();
        for (int from = 0; from < events.size(); from += size) {
            var batch = events.subList(from, Math.min(from + size, events.size()));
            patience.throughOutages("batch", () -> {
                try {
                    store.take(batch, NOW).told().forEach(told::addAll);
                } catch (RacedException e) {
                    throw e;
                } catch (RuntimeException e) {
                    failures.add(e);
                    throw e;
                }
            });
        }
        return told;
    }

    private static String outcome(Event event) {
        return event instanceof DeviceRejected rejected ? rejected.code().code() : "claimed";
    }

    /** One upload of all devices for each tenant: in order, in the opposite order, and mixed. */
    private List<Callable<List<Event>>> claimsInAnyOrder(List<String> tenants, List<UUID> devices) {
        var orders = new ArrayList<>(List.of(devices, devices.reversed()));
        while (orders.size() < tenants.size()) {
            var mixed = new ArrayList<>(devices);
            Collections.shuffle(mixed, new Random(orders.size()));
            orders.add(mixed);
        }
        var work = new ArrayList<Callable<List<Event>>>();
        for (int t = 0; t < tenants.size(); t++) {
            var asks = claims(tenants.get(t), orders.get(t));
            work.add(() -> takeAll(ledger, asks, BATCH));
        }
        return work;
    }

    private static List<UUID> devices(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
    }

    private static List<Event> claims(String tenant, List<UUID> devices) {
        var upload = Uuids.timeOrdered(NOW);
        return IntStream.range(0, devices.size())
                .mapToObj(i -> claim(tenant, upload, i + 2, devices.get(i)))
                .toList();
    }

    private static Event claim(String tenant, UUID upload, int row, UUID device) {
        return Asks.hashed(tenant, new SubmissionId(upload, 1, row), device);
    }
}
