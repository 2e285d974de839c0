package dev.muster.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.claim.ledger.Asks;
import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceValidated;
import dev.muster.model.event.Event;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;
import dev.muster.model.event.SubmissionEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.failure.FailureCode;
import dev.muster.model.identity.SubmissionId;
import dev.muster.model.identity.Uuids;
import dev.muster.runtime.stage.Patience;
import dev.muster.storage.Database;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What suppliers declare and what settings say, in a real database, and many at once. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@Timeout(120)
class SuppliersStoreTest {

    private static final int DEVICES = 400;
    private static final int BATCH = 100;

    /** So late that nothing of what waits here is overdue for the service itself. */
    private static final Instant NOW = Instant.parse("2126-01-31T08:00:01.234Z");

    private static final Instant AFTERWARDS = NOW.plus(Duration.ofDays(6));

    @Inject
    LedgerStore ledger;

    @Inject
    Database database;

    @Inject
    Patience patience;

    private final UUID device = UUID.randomUUID();
    private final String patient = "patient-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheSameCatalogueInWhateverOrderAndHoweverOftenManifestsCome(int order) throws SQLException {
        var manifests = new ArrayList<Event>(List.of(
                Asks.shipped("oem", 1, device, "Model-0", "litware"),
                Asks.shipped("oem", 2, device, "Model-1", "contoso"),
                Asks.shipped("reseller", 3, device, "MODEL-1", "fabrikam"),
                Asks.shipped("reseller", 4, device, "Model-1", null)));
        manifests.addAll(List.copyOf(manifests));
        Collections.shuffle(manifests, new Random(order));

        ledger.take(manifests.subList(0, 3), NOW);
        manifests.subList(3, 8).forEach(manifest -> ledger.take(List.of(manifest), NOW));

        assertThat(Tables.texts(
                        "select concat_ws(' ', supplier, model, sold_to, declared_at at time zone 'utc', let_go)"
                                + " from catalogue where device_id = '" + device + "' order by supplier"))
                .containsExactly("oem Model-1 contoso 2026-01-31 08:02:00 f", "reseller Model-1 2026-01-31 08:04:00 f");
        assertThat(Tables.texts(
                        "select concat_ws(' ', sequence, owner, noted) from device where device_id = '" + device + "'"))
                .containsExactly("0 t");
    }

    @Test
    void keepsTheGreatestVersionOfSettingsInWhateverOrderTheyCome() throws SQLException {
        ledger.take(List.of(settings(3, 5)), NOW);
        ledger.take(List.of(settings(2, 0), settings(1, 4)), NOW);

        assertThat(Tables.texts("select version || ' ' || hold_days from setting where key = 'tenant:" + patient + "'"))
                .containsExactly("3 5");

        ledger.take(List.of(settings(4, 1), settings(6, 2), settings(5, 3)), NOW);

        assertThat(Tables.texts("select version || ' ' || hold_days from setting where key = 'tenant:" + patient + "'"))
                .containsExactly("6 2");
    }

    @Test
    void decidesARowThatWaitsByItsManifestAndForgetsItOnceThatIsTold() throws SQLException {
        var row = tuple(patient, 2, device);
        assertThat(told(ledger.take(List.of(settings(1, 5), row), NOW))).isEmpty();
        assertThat(told(ledger.take(List.of(row), NOW.plusSeconds(1)))).isEmpty();
        assertThat(Tables.texts("select held_until at time zone 'utc' = timestamp 'epoch' + interval '1 millisecond' * "
                        + NOW.plus(Duration.ofDays(5)).toEpochMilli() + " from hold where device_id = '" + device
                        + "'"))
                .containsExactly("t");
        var shipped = Asks.shipped("oem", 1, device, patient);

        var turn = ledger.take(List.of(shipped), NOW);

        assertThat(told(turn)).singleElement().isInstanceOf(DeviceClaimed.class);
        assertThat(told(ledger.take(List.of(shipped), NOW.plusSeconds(5))))
                .as("told again by whoever finds it before it is forgotten")
                .isEqualTo(told(turn));
        ledger.forget(turn.settled());
        assertThat(waiting()).isZero();
        assertThat(told(ledger.take(List.of(shipped), NOW.plusSeconds(5)))).isEmpty();
        assertThat(told(ledger.take(List.of(row), NOW.plusSeconds(5)))).isEqualTo(told(turn));
    }

    /** It would be set aside with the manifest of that device, every time that this is told. */
    @Test
    void doesNotLetARowThatWasDecidedWaitForAnotherDevice() throws SQLException {
        var row = tuple(patient, 2, device);
        ledger.take(List.of(row), NOW);
        var other = UUID.randomUUID();
        var changed = Asks.tuple(patient, row.submission(), other);

        assertThatThrownBy(() -> ledger.take(List.of(settings(1, 5), changed), NOW))
                .hasMessageContaining("decided, for another device");

        assertThat(Tables.count("select count(*) from hold where device_id = '" + other + "'"))
                .isZero();
        assertThat(told(ledger.take(List.of(Asks.shipped("oem", 1, other, patient)), NOW)))
                .isEmpty();
    }

    @Test
    void decidesARowThatHasWaitedLongEnoughWhateverTheSettingsSayByThen() throws SQLException {
        var row = tuple(patient, 2, device);
        ledger.take(List.of(settings(1, 2), row), NOW);
        ledger.take(List.of(settings(2, 5)), NOW);
        assertThat(ledger.due(100_000, NOW.plus(Duration.ofDays(2)).minusMillis(1)))
                .doesNotContain(device);
        assertThat(ledger.due(100_000, NOW.plus(Duration.ofDays(2)))).contains(device);

        assertThat(ledger.settle(List.of(device), NOW).told()).as("too early").isEmpty();
        var turn = ledger.settle(List.of(device), AFTERWARDS);

        assertThat(told(turn)).singleElement().isInstanceOfSatisfying(DeviceRejected.class, rejected -> {
            assertThat(rejected.submission()).isEqualTo(row.submission());
            assertThat(rejected.code()).isEqualTo(FailureCode.DEVICE_NOT_FOUND);
        });
        assertThat(told(ledger.settle(List.of(device), AFTERWARDS.plusSeconds(60))))
                .as("after a crash between deciding and telling")
                .isEqualTo(told(turn));
        ledger.forget(turn.settled());
        assertThat(told(ledger.settle(List.of(device), AFTERWARDS))).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void keepsARowWaitingThatWasTakenInUnderFormerSettings() {
        var row = tuple(patient, 2, device);
        ledger.take(List.of(settings(1, 5), row), NOW);
        ledger.take(List.of(settings(2, 0)), NOW);

        assertThat(told(ledger.take(List.of(row), NOW))).isEmpty();
        assertThat(told(ledger.take(List.of(tuple(patient, 3, device)), NOW)))
                .singleElement()
                .isInstanceOf(DeviceRejected.class);
    }

    @Test
    void asksForADeclarationWhereTheManufacturersDevicesMustBeDeclared() {
        String manufacturer = "Maker " + UUID.randomUUID();
        var required = new ManufacturerSettingsChanged(
                "operations", manufacturer.toLowerCase(Locale.ROOT), 1, Catalogue.REQUIRED, "op", NOW);
        var undeclared = Asks.hashedBy(manufacturer, "contoso", submission(2), device);
        var declared = Asks.hashedBy(manufacturer, "contoso", submission(3), device);

        var told =
                told(ledger.take(List.of(required, undeclared, Asks.shipped("oem", 1, device, null), declared), NOW));

        assertThat(told.getFirst())
                .isInstanceOfSatisfying(
                        DeviceRejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(FailureCode.DEVICE_NOT_FOUND));
        assertThat(told.getLast()).isInstanceOf(DeviceClaimed.class);
    }

    @Test
    void remembersThatAnOwnerIsNotTheBuyerAndWhoHasLetGo() throws SQLException {
        ledger.take(List.of(hashed("contoso", 2, device)), NOW);
        var shipped = Asks.shipped("oem", 1, device, "fabrikam");

        var told = told(ledger.take(List.of(shipped), NOW));

        assertThat(told)
                .containsExactly(new DeviceContested(
                        shipped.declaration(), "oem", "fabrikam", "contoso", device, "Contoso", "SN-000123", 1, NOW));
        assertThat(told(ledger.take(List.of(shipped), NOW.plusSeconds(60)))).isEqualTo(told);
        assertThat(Tables.count("select count(*) from contest where device_id = '" + device + "'"))
                .isOne();
        assertThat(Tables.texts("select owner from device where device_id = '" + device + "'"))
                .containsExactly("contoso");

        ledger.take(List.of(Asks.release("contoso", UUID.randomUUID(), device), hashed("fabrikam", 3, device)), NOW);
        ledger.take(List.of(Asks.release("fabrikam", UUID.randomUUID(), device)), NOW);

        assertThat(told(ledger.take(List.of(hashed("litware", 4, device)), NOW)))
                .singleElement()
                .isInstanceOf(DeviceClaimed.class);
        assertThat(told(ledger.take(List.of(shipped), NOW.plusSeconds(60))))
                .as("the same manifest once more")
                .isEqualTo(told);
    }

    @Test
    void refusesARowThatWaitsForAnotherDeviceAlready() throws SQLException {
        var row = tuple(patient, 2, device);
        var changed = Asks.tuple(patient, row.submission(), UUID.randomUUID());
        ledger.take(List.of(settings(1, 5), row), NOW);

        assertThatThrownBy(() -> ledger.take(List.of(changed), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for another device");

        assertThat(waiting()).isOne();
        assertThat(Tables.count("select count(*) from device where device_id = '" + changed.deviceId() + "'"))
                .isZero();
    }

    @Test
    void putsOffARowOnceWhoeverFindsItOverdue() {
        var other = UUID.randomUUID();
        var row = tuple(patient, 2, device);
        ledger.take(List.of(settings(1, 1), row, tuple(patient, 3, other)), NOW);
        var overdue = ledger.overdue(device, AFTERWARDS);
        assertThat(overdue)
                .singleElement()
                .satisfies(one -> assertThat(one.cause()).isEqualTo(row.submission()));

        assertThat(ledger.putOff(overdue.getFirst(), AFTERWARDS)).isTrue();
        assertThat(new LedgerStore(database).putOff(overdue.getFirst(), AFTERWARDS))
                .as("found by another process at the same time")
                .isFalse();

        assertThat(ledger.due(100_000, AFTERWARDS.minusMillis(1)))
                .contains(other)
                .doesNotContain(device);
        assertThat(ledger.due(100_000, AFTERWARDS)).contains(other, device);
    }

    @Test
    void decidesManyRowsOfADeviceByItsManifestAPortionAtATimeInTheOrderInWhichTheyCame() throws SQLException {
        var rows = many(patient, 1200);
        ledger.take(List.of(settings(1, 5)), NOW);
        ledger.take(rows, NOW);
        var shipped = Asks.shipped("oem", 1, device, patient);

        var turn = ledger.take(List.of(shipped), NOW);

        assertThat(told(turn)).hasSize(Holds.PORTION);
        assertThat(told(ledger.take(List.of(shipped), NOW.plusSeconds(5))))
                .as("after a crash between deciding and telling")
                .isEqualTo(told(turn));
        ledger.forget(turn.settled());
        assertThat(told(ledger.take(List.of(rows.get(1100)), NOW)))
                .as("delivered again while it waits")
                .isEmpty();
        assertThat(ledger.due(100_000, NOW)).contains(device);

        var told = new ArrayList<>(told(turn));
        told.addAll(settleAll(NOW));

        assertThat(submissions(told)).isEqualTo(submissions(rows));
        assertThat(told.getFirst()).isInstanceOf(DeviceClaimed.class);
        assertThat(told.subList(1, told.size()))
                .allSatisfy(event ->
                        assertThat(((DeviceRejected) event).code()).isEqualTo(FailureCode.DUPLICATE_IN_UPLOAD));
        assertThat(waiting()).isZero();
        assertThat(told(ledger.take(List.of(rows.get(1100)), NOW))).containsExactly(told.get(1100));
    }

    @Test
    void decidesManyRowsOfADeviceThatHaveWaitedLongEnoughAPortionAtATimeInTheOrderInWhichTheyCame()
            throws SQLException {
        var rows = many(patient, 1200);
        ledger.take(List.of(settings(1, 5)), NOW);
        ledger.take(rows, NOW);

        var undone = told(ledger.settle(List.of(device), AFTERWARDS));
        var told = settleAll(AFTERWARDS);

        assertThat(told).startsWith(undone.toArray(Event[]::new));
        assertThat(undone).hasSize(Holds.PORTION);
        assertThat(submissions(told)).isEqualTo(submissions(rows));
        assertThat(told)
                .allSatisfy(
                        event -> assertThat(((DeviceRejected) event).code()).isEqualTo(FailureCode.DEVICE_NOT_FOUND));
        assertThat(ledger.overdue(device, AFTERWARDS)).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void letsNoLaterRowOvertakeThoseForWhichTheManifestHadNoRoom() {
        String buyer = "buyer-" + UUID.randomUUID();
        var waits = tuple(buyer, 2, device);
        ledger.take(
                List.of(settings(1, 5), new TenantSettingsChanged(buyer, null, 1, 5, List.of(), "user-7", NOW)), NOW);
        ledger.take(many(patient, Holds.PORTION), NOW);
        ledger.take(List.of(waits), NOW);
        var turn = ledger.take(List.of(Asks.shipped("oem", 1, device, buyer)), NOW);
        assertThat(told(turn)).hasSize(Holds.PORTION).hasOnlyElementsOfType(DeviceRejected.class);
        ledger.forget(turn.settled());
        var late = tuple(buyer, 3, device);

        assertThat(told(ledger.take(List.of(late), NOW))).isEmpty();
        assertThat(told(ledger.take(List.of(tuple(patient, 4, device)), NOW)))
                .as("who gets nothing whoever comes first")
                .hasSize(1);
        var told = settleAll(NOW);

        assertThat(submissions(told)).containsExactly(waits.submission(), late.submission());
        assertThat(told.getFirst()).isInstanceOf(DeviceClaimed.class);
        assertThat(((DeviceRejected) told.getLast()).code()).isEqualTo(FailureCode.DEVICE_ALREADY_REGISTERED);
    }

    /** Whether row or manifest is the first, or neither: none waits in vain. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void missesNoRowThatComesInTheSameMomentAsItsManifest(boolean known) throws Exception {
        ledger.take(List.of(settings(1, 5)), NOW);
        var devices = devices();
        if (known) {
            for (int i = 0; i < devices.size(); i++) {
                ledger.take(List.of(Asks.release("contoso", UUID.randomUUID(), devices.get(i))), NOW);
            }
        }
        var rows = new ArrayList<Event>();
        var manifest = new ArrayList<Event>();
        for (int i = 0; i < devices.size(); i++) {
            rows.add(tuple(patient, i + 2, devices.get(i)));
            manifest.add(Asks.shipped("oem", 1, devices.get(i), i % 2 == 0 ? patient : null));
        }
        var other = new LedgerStore(database);

        List<List<Event>> told = AtOnce.run(List.of(
                takeAll(ledger, rows), takeAll(other, manifest.reversed()), takeAll(new LedgerStore(database), rows)));

        assertThat(told.stream().flatMap(List::stream).map(Event::key).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        devices.stream().map(UUID::toString).toList());
        assertThat(told.stream().flatMap(List::stream)).hasOnlyElementsOfType(DeviceClaimed.class);
        assertThat(Tables.count("select count(*) from device where owner = '" + patient + "'"))
                .isEqualTo(devices.size());
        assertThat(Tables.count("select count(*) from entry where tenant = '" + patient + "'"))
                .isEqualTo(devices.size());
        assertThat(Tables.count("select count(*) from hold h where event like '%" + patient
                        + "%' and not exists (select from entry e where e.cause = h.cause and e.row = h.row)"))
                .isZero();
    }

    @Test
    void decidesOnceWhatTwoProcessesFindOverdue() throws Exception {
        ledger.take(List.of(settings(1, 1)), NOW);
        var devices = devices();
        var rows = IntStream.range(0, devices.size())
                .<Event>mapToObj(i -> tuple(patient, i + 2, devices.get(i)))
                .toList();
        ledger.take(rows, NOW);
        var other = new LedgerStore(database);

        var turns = AtOnce.run(List.<Callable<List<Event>>>of(
                () -> told(ledger.settle(devices, AFTERWARDS)),
                () -> told(other.settle(devices.reversed(), AFTERWARDS)),
                takeAll(other, rows)));
        var rest = told(ledger.settle(devices, AFTERWARDS));

        assertThat(Tables.count("select count(*) from entry where tenant = '" + patient + "'"))
                .isEqualTo(devices.size());
        assertThat(rest).hasSize(devices.size()).hasOnlyElementsOfType(DeviceRejected.class);
        assertThat(rest).containsAll(turns.stream().flatMap(List::stream).toList());
    }

    /** Rows of one upload that are all about the same device. */
    private List<Event> many(String tenant, int count) {
        var upload = Uuids.timeOrdered(NOW);
        return IntStream.range(0, count)
                .<Event>mapToObj(i -> Asks.tuple(tenant, new SubmissionId(upload, 1, i + 2), device))
                .toList();
    }

    /** Decides what has waited until {@code now} for the device, and forgets it. */
    private List<Event> settleAll(Instant now) {
        var told = new ArrayList<Event>();
        Turn turn;
        do {
            turn = ledger.settle(List.of(device), now);
            assertThat(turn.settled()).hasSizeLessThanOrEqualTo(Holds.PORTION);
            ledger.forget(turn.settled());
            told.addAll(told(turn));
        } while (!turn.settled().isEmpty());
        return told;
    }

    private static List<SubmissionId> submissions(List<Event> events) {
        return events.stream()
                .map(event -> ((SubmissionEvent) event).submission())
                .toList();
    }

    private Callable<List<Event>> takeAll(LedgerStore store, List<Event> events) {
        return () -> {
            var told = new ArrayList<Event>();
            for (int from = 0; from < events.size(); from += BATCH) {
                var batch = events.subList(from, Math.min(from + BATCH, events.size()));
                patience.throughOutages("batch", () -> told.addAll(told(store.take(batch, NOW))));
            }
            return told;
        };
    }

    private static List<Event> told(Turn turn) {
        return turn.told().stream().flatMap(List::stream).toList();
    }

    private long waiting() throws SQLException {
        return Tables.count("select count(*) from hold where device_id = '" + device + "'");
    }

    private TenantSettingsChanged settings(long version, int days) {
        return new TenantSettingsChanged(patient, null, version, days, List.of(), "user-7", NOW);
    }

    private SubmissionId submission(int row) {
        return new SubmissionId(Uuids.timeOrdered(NOW), 1, row);
    }

    private DeviceValidated tuple(String tenant, int row, UUID of) {
        return Asks.tuple(tenant, submission(row), of);
    }

    private DeviceValidated hashed(String tenant, int row, UUID of) {
        return Asks.hashed(tenant, submission(row), of);
    }

    private static List<UUID> devices() {
        return IntStream.range(0, DEVICES).mapToObj(i -> UUID.randomUUID()).toList();
    }
}
