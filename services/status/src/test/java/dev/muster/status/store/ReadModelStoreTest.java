package dev.muster.status.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.status.Columns;
import dev.muster.status.MemoryTables;
import dev.muster.status.MemoryTables.Placed;
import dev.muster.status.Run;
import dev.muster.status.Upload;
import dev.muster.status.projection.Changes;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.FormerClaim;
import dev.muster.status.projection.Row;
import dev.muster.status.projection.SeenDays;
import dev.muster.status.projection.Tally;
import dev.muster.storage.Database;
import dev.muster.storage.RacedException;
import dev.muster.testing.Backing;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class ReadModelStoreTest {

    private static final int ROWS = 120;

    @Inject
    Database database;

    @RepeatedTest(5)
    void keepsWhatTheProjectionSaysWhateverTheOrderTheRepetitionsAndTheBatches(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var run = Run.random(random);
        var expected = new MemoryTables().apply(run.events());

        run.shuffled(random).forEach(this::apply);

        assertStored(expected);
    }

    @Test
    void losesNothingWhenTwoWriteTheSameRowsAtOnce() {
        var upload = Upload.of(Upload.newTenant());
        var events = new ArrayList<Placed>();
        for (int i = 0; i < ROWS; i++) {
            var row = upload.row(2 + i, "SN-" + i);
            events.add(new Placed(row.submitted(), 0, i));
            events.add(new Placed(row.unexpected(By.CLAIM), 0, i));
            events.add(new Placed(row.seen(row.decided(i), "ann"), 0, i));
            events.add(new Placed(i % 3 == 0 ? row.submitted() : row.claimed(1), 0, i));
            events.add(new Placed(i % 5 == 0 ? row.released(2) : row.submitted(), 0, i));
        }
        var barrier = new CyclicBarrier(2);
        var one = CompletableFuture.runAsync(() -> write(events, barrier, new Random(1)));
        var other = CompletableFuture.runAsync(() -> write(events, barrier, new Random(2)));
        CompletableFuture.allOf(one, other).join();

        assertStored(new MemoryTables().apply(events));
    }

    @Test
    void keepsTheBeginningOfWhatNoIndexHolds() {
        var bytes = new byte[30_000];
        new Random(1).nextBytes(bytes);
        String text = Base64.getEncoder().encodeToString(bytes);
        var upload = Upload.of(Upload.newTenant()).ordered(text, text);
        var row = upload.row(2, "SN-1").model(text).user(text);
        var events = List.of(
                new Placed(row.submitted(), 0, 0),
                new Placed(row.claimed(1), 0, 0),
                new Placed(row.seen(row.decided(1), text), 0, 0));

        apply(events);

        var expected = new MemoryTables().apply(events);
        assertStored(expected);
        assertThat(expected.devices().values()).singleElement().satisfies(device -> {
            assertThat(device.assignedUser()).isEqualTo(text.substring(0, 256));
            assertThat(device.claim().orderId()).isEqualTo(text.substring(0, 256));
        });
    }

    @Test
    void guessesNoMoreForFiftyBatchesAfterAWrongGuess() {
        var upload = Upload.of(Upload.newTenant());
        var store = new ReadModelStore(database);
        var events = new ArrayList<Placed>();
        for (int i = 0; i <= 51; i++) {
            events.add(new Placed(upload.row(2 + i, "SN-" + i).submitted(), 0, i));
        }
        assertThat(guesses(store, events.getFirst())).as("it is new").isTrue();
        assertThat(guesses(store, events.getFirst())).as("it is not").isTrue();
        for (var event : events.subList(1, 51)) {
            assertThat(guesses(store, event)).isFalse();
        }
        assertThat(guesses(store, events.get(51))).isTrue();

        assertStored(new MemoryTables().apply(events));
    }

    /** Whether {@code store}, told that a row is new, writes it as such without looking first. */
    private static boolean guesses(ReadModelStore store, Placed placed) {
        var changes = new Changes(Expiry.NEVER);
        changes.add(placed.event(), placed.partition(), placed.offset());
        var asked = new AtomicBoolean();
        store.apply(
                changes,
                submission -> {
                    asked.set(true);
                    return true;
                },
                List.of());
        return asked.get();
    }

    /** All events in an order of its own, in batches that begin together with those of the other writer. */
    private void write(List<Placed> events, CyclicBarrier barrier, Random random) {
        var mine = new ArrayList<>(events);
        Collections.shuffle(mine, random);
        for (int from = 0; from < mine.size(); from += 50) {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            apply(mine.subList(from, Math.min(mine.size(), from + 50)));
        }
    }

    /** As the stage does: who comes second to a new row simply begins again. */
    private void apply(List<Placed> batch) {
        var changes = new Changes(Expiry.NEVER);
        batch.forEach(placed -> changes.add(placed.event(), placed.partition(), placed.offset()));
        for (boolean done = false; !done; ) {
            try {
                // guesses, right or wrong, by a store that has not learned yet how often they are wrong
                new ReadModelStore(database).apply(changes, submission -> submission.row() % 3 == 0, List.of());
                done = true;
            } catch (RacedException e) {
                assertThat(e).hasMessageContaining("another process");
            }
        }
    }

    private void assertStored(MemoryTables expected) {
        assertThat(stored(Tables.SUBMISSIONS, expected.submissions())).isEqualTo(expected.submissions());
        assertThat(stored(Tables.DEVICES, expected.devices())).isEqualTo(expected.devices());
        assertThat(stored(Tables.REGISTRATIONS, expected.registrations())).isEqualTo(expected.registrations());
        assertThat(stored(Tables.RELEASES, expected.releases())).isEqualTo(expected.releases());
        var tenants = expected.devices().keySet().stream()
                .map(DeviceRow.Key::tenant)
                .distinct()
                .toArray(String[]::new);
        assertThat(seenDays(tenants)).isEqualTo(expected.seenDays());
        assertThat(formerClaims(tenants)).isEqualTo(expected.formerClaims().keySet());
        var uploads = expected.submissions().keySet().stream()
                .map(id -> id.registration().toString())
                .distinct()
                .toArray(String[]::new);
        assertThat(counts("select cast(registration_id as text), outcome, n from tally where n <> 0", uploads))
                .isEqualTo(counts("""
                        select cast(registration_id as text),
                          case outcome when 0 then 'pending' when 5 then 'registered' else code end, count(*)
                        from submission where true""", uploads))
                .isEqualTo(expected.counts());
    }

    private <K extends Comparable<? super K>, R extends Row<K, R>> Map<K, R> stored(
            Table<K, R> table, Map<K, R> expected) {
        var stored = new HashMap<K, R>();
        database.inTransaction(session -> table.keys().apply(expected.keySet()).select(session, table.lock()))
                .forEach(columns -> {
                    R row = table.read().apply(new Columns(columns));
                    stored.put(row.key(), row);
                });
        return stored;
    }

    private Map<SeenDays.Key, Integer> seenDays(String[] tenants) {
        var days = new HashMap<SeenDays.Key, Integer>();
        database.inTransaction(session -> session.createNativeQuery(
                                "select tenant, day, n from seen_day where n <> 0 and tenant = any(?1)", Object[].class)
                        .setParameter(1, tenants)
                        .getResultList())
                .forEach(row -> {
                    var columns = new Columns(row);
                    days.put(new SeenDays.Key(columns.required(), columns.int4()), columns.int4());
                });
        return days;
    }

    private Set<FormerClaim.Key> formerClaims(String[] tenants) {
        var claims = new HashSet<FormerClaim.Key>();
        database.inTransaction(session -> session.createNativeQuery(
                                "select tenant, cast(device_id as text), sequence from former_claim"
                                        + " where tenant = any(?1)",
                                Object[].class)
                        .setParameter(1, tenants)
                        .getResultList())
                .forEach(row -> {
                    var columns = new Columns(row);
                    claims.add(
                            new FormerClaim.Key(new DeviceRow.Key(columns.required(), columns.uuid()), columns.int8()));
                });
        return claims;
    }

    private Map<Tally.Key, Integer> counts(String sql, String[] uploads) {
        String of = " and registration_id = any(cast(cast(?1 as text[]) as uuid[]))";
        String group = sql.contains("count") ? " group by 1, 2" : "";
        var counts = new HashMap<Tally.Key, Integer>();
        database.inTransaction(session -> session.createNativeQuery(sql + of + group, Object[].class)
                        .setParameter(1, uploads)
                        .getResultList())
                .forEach(row -> {
                    var columns = new Columns(row);
                    UUID registration = columns.uuid();
                    counts.put(new Tally.Key(registration, columns.required()), columns.int4());
                });
        return counts;
    }
}
