package dev.muster.status;

import dev.muster.model.event.DeviceCheckedIn;
import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.event.DeviceReleaseRefused;
import dev.muster.model.event.DeviceReleaseRequested;
import dev.muster.model.event.DeviceReleased;
import dev.muster.model.event.Event;
import dev.muster.model.failure.FailureCode;
import dev.muster.status.MemoryTables.Placed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** All that happened in some run of the system, as it could have happened, with a ledger that keeps its rules. */
public record Run(List<Upload> uploads, List<Placed> events) {

    /** What becomes of a row. */
    enum Fate {
        PENDING,
        BY_INGEST,
        BY_VALIDATOR,
        TO_LEDGER
    }

    /** A row: of which upload, for which device, what becomes of it, and what happens to its device then. */
    record Line(int upload, int device, Fate fate, boolean stumbles, boolean released, int seen) {}

    /** How an upload goes: interrupted before its last attempt; whether that comes to its end. */
    record Way(int attempts, boolean interrupted, boolean closed) {}

    public static Arbitrary<Run> any() {
        var lines = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Fate.PENDING, Fate.BY_INGEST, Fate.BY_VALIDATOR, Fate.TO_LEDGER, Fate.TO_LEDGER),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3))
                .as(Line::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
        var ways = Combinators.combine(
                        Arbitraries.integers().between(1, 3), Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as(Way::new)
                .list()
                .ofSize(3);
        return Combinators.combine(lines, ways).as(Run::of);
    }

    /** One of some thirty rows, for a test that cannot try many. */
    public static Run random(Random random) {
        var lines = new ArrayList<Line>();
        var fates = Fate.values();
        for (int i = 0; i < 30; i++) {
            lines.add(new Line(
                    random.nextInt(3),
                    random.nextInt(10),
                    fates[random.nextInt(fates.length)],
                    random.nextBoolean(),
                    random.nextInt(4) == 0,
                    random.nextInt(3)));
        }
        return of(lines, List.of(new Way(1, false, true), new Way(2, false, true), new Way(2, true, false)));
    }

    /** The events in another order, some more than once, in batches of any size. */
    public List<List<Placed>> shuffled(Random random) {
        var all = new ArrayList<>(events);
        for (int i = random.nextInt(events.size() + 1); i > 0; i--) {
            all.add(events.get(random.nextInt(events.size())));
        }
        Collections.shuffle(all, random);
        var batches = new ArrayList<List<Placed>>();
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(5));
            batches.add(all.subList(from, to));
            from = to;
        }
        return batches;
    }

    private static Run of(List<Line> lines, List<Way> ways) {
        String tenant = Upload.newTenant();
        var uploads = List.of(Upload.of(tenant), Upload.of(Upload.newTenant()), Upload.of(tenant));
        var told = new ArrayList<Event>();
        var ledger = new HashMap<UUID, List<Handed>>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            var row = uploads.get(line.upload()).row(2 + i, "SN-" + line.device());
            tell(line, i % 2 == 0 ? row : row.user("user-" + i), ledger, told);
        }
        for (int i = 0; i < uploads.size(); i++) {
            int upload = i;
            long rows = lines.stream().filter(line -> line.upload() == upload).count();
            tell(ways.get(i), uploads.get(i), (int) rows, told);
        }
        var placed = new ArrayList<Placed>();
        told.forEach(event -> placed.add(new Placed(event, placed.size() % 3, placed.size())));
        return new Run(uploads, placed);
    }

    private static void tell(Way way, Upload upload, int rows, List<Event> told) {
        for (int attempt = 1; attempt <= way.attempts(); attempt++) {
            told.add(upload.opened(attempt));
            if (attempt < way.attempts() || way.interrupted()) {
                told.add(upload.interrupted(attempt));
            }
        }
        if (way.closed()) {
            told.add(upload.closed(way.attempts(), rows));
        }
    }

    private static void tell(Line line, Handed row, Map<UUID, List<Handed>> ledger, List<Event> told) {
        told.add(row.submitted());
        if (line.stumbles()) {
            told.add(row.unexpected(line.fate() == Fate.TO_LEDGER ? By.CLAIM : By.VALIDATOR));
        }
        switch (line.fate()) {
            case PENDING -> {}
            case BY_INGEST -> told.add(row.rejected(By.INGEST, FailureCode.MALFORMED_ROW, "two values"));
            case BY_VALIDATOR -> told.add(row.rejected(By.VALIDATOR, FailureCode.SAMPLE_DATA, null));
            case TO_LEDGER -> decide(row, ledger.computeIfAbsent(row.deviceId(), id -> new ArrayList<>()), told);
        }
        if (line.released()) {
            release(row, ledger.computeIfAbsent(row.deviceId(), id -> new ArrayList<>()), told);
        }
        for (int i = 0; i < line.seen(); i++) {
            var at = row.decided(i * 1000L);
            told.add(new DeviceCheckedIn(
                    row.upload().tenant(), null, row.deviceId(), at, "user-" + i, at.minusSeconds(i)));
        }
    }

    /** The ledger of a device is its decisions, each with the row that owns it then, or null. */
    private static void decide(Handed row, List<Handed> decisions, List<Event> told) {
        Handed owner = decisions.isEmpty() ? null : decisions.getLast();
        decisions.add(owner == null ? row : owner);
        if (owner == null) {
            told.add(row.claimed(decisions.size()));
        } else {
            boolean own = owner.upload().tenant().equals(row.upload().tenant());
            told.add(row.rejected(
                    By.CLAIM,
                    own ? FailureCode.DEVICE_ALREADY_REGISTERED : FailureCode.DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION,
                    null));
        }
    }

    private static void release(Handed row, List<Handed> decisions, List<Event> told) {
        Handed owner = decisions.isEmpty() ? null : decisions.getLast();
        String tenant = row.upload().tenant();
        boolean granted = owner != null && owner.upload().tenant().equals(tenant);
        decisions.add(granted ? null : owner);
        long sequence = decisions.size();
        var id = UUID.nameUUIDFromBytes((tenant + row.deviceId() + sequence).getBytes(StandardCharsets.UTF_8));
        var at = row.decided(10 + sequence);
        told.add(new DeviceReleaseRequested(id, tenant, null, row.deviceId(), "user-7", at));
        told.add(
                granted
                        ? new DeviceReleased(id, tenant, null, row.deviceId(), sequence, at)
                        : new DeviceReleaseRefused(id, tenant, null, row.deviceId(), sequence, "not-yours", at));
    }
}
