package dev.muster.claim;

import dev.muster.claim.ledger.Declaration;
import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Facts;
import dev.muster.claim.ledger.Outcome;
import dev.muster.claim.ledger.Ownership;
import dev.muster.claim.ledger.Settings;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is known of devices: first their own rows, under lock; after that, by statements of their own, which see
 * all that whoever held the lock before has written, the rest.
 */
final class LedgerReader {

    private static final String LOCK = """
            select cast(device_id as text), sequence, owner, cast(owner_registration as text), owner_file, owner_row, noted
            from device where device_id = any(cast(?1 as uuid[])) order by device_id for update""";
    private static final String LOCK_UNLOCKED = LOCK + " skip locked";
    private static final String CATALOGUE = """
            select cast(device_id as text), supplier, cast(declaration as text), file, row,
              cast(extract(epoch from declared_at) * 1000 as int8), manufacturer, model, serial_number, sold_to, let_go
            from catalogue where device_id = any(cast(?1 as uuid[]))""";
    private static final String CONTESTED = """
            select cast(declaration as text), file, row, supplier, sold_to, owner, cast(device_id as text), manufacturer,
              serial_number, sequence, cast(extract(epoch from decided_at) * 1000 as int8)
            from contest where device_id = any(cast(?1 as uuid[]))""";
    /**
     * Entries, and settings as rows without a device: one round trip for both. {@code offset 0} keeps the look-ups by key
     * from becoming a join, which reads all of a table that has no statistics yet.
     */
    private static final String ENTRIES_AND_SETTINGS = """
            select cast(e.device_id as text), e.sequence, cast(e.cause as text), e.file, e.row, e.outcome, e.tenant,
              e.partner, e.subject, e.detail, cast(extract(epoch from e.decided_at) * 1000 as int8)
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[])) as c(cause, file, row)
            cross join lateral (select * from entry
              where entry.cause = c.cause and entry.file = c.file and entry.row = c.row offset 0) e
            union all
            select null, null, key, hold_days, cast(catalogue_required as int4), null, null, null, null, null, null
            from setting where key = any(cast(?4 as text[]))""";

    private final Holds holds;

    LedgerReader(Holds holds) {
        this.holds = holds;
    }

    /**
     * All that is known of what is wanted; its devices stay locked until the end of the transaction. Of the rows that wait
     * for devices that are declared, those for which there is no room are due from {@code now} on.
     */
    Uni<Facts> facts(StatelessSession session, Wanted wanted, Instant now) {
        return devices(session, LOCK, wanted.devices())
                .chain(devices -> HeldRows.of(session, holds, wanted, noted(devices), now)
                        .chain(held -> facts(session, wanted, devices, held)));
    }

    /** The same of those devices that nobody has locked now; {@code held} reads the rows that are to be decided. */
    Uni<Facts> factsOfUnlocked(
            StatelessSession session, List<UUID> devices, Function<List<UUID>, Uni<List<WaitingRow>>> held) {
        return devices(session, LOCK_UNLOCKED, devices).chain(free -> {
            var ids = free.stream().map(Ownership::deviceId).toList();
            return held.apply(ids)
                    .map(HeldRows::toDecide)
                    .chain(rows -> facts(session, Wanted.ofDevices(ids), free, rows));
        });
    }

    /** Those of which there can be more to read. */
    private static Set<UUID> noted(List<Ownership> devices) {
        return devices.stream()
                .filter(Ownership::noted)
                .map(Ownership::deviceId)
                .collect(Collectors.toSet());
    }

    private static Uni<List<Ownership>> devices(StatelessSession session, String lock, Collection<UUID> ids) {
        return ofDevices(session, lock, ids)
                .map(rows -> rows.stream().map(LedgerReader::ownership).toList());
    }

    private static Uni<Facts> facts(StatelessSession session, Wanted wanted, List<Ownership> devices, HeldRows held) {
        var noted = noted(devices);
        for (Ownership device : devices) {
            if (device.by() != null && wanted.declared().contains(device.deviceId())) {
                wanted.addCause(device.by(), device.deviceId());
            }
        }
        var declaredBefore = noted.stream().filter(wanted.declared()::contains).toList();
        return ofDevices(session, CATALOGUE, noted)
                .chain(catalogue -> ofDevices(session, CONTESTED, declaredBefore)
                        .chain(contested -> facts(session, wanted, devices, catalogue, held, contested)));
    }

    private static Uni<Facts> facts(
            StatelessSession session,
            Wanted wanted,
            List<Ownership> devices,
            List<Object[]> catalogue,
            HeldRows held,
            List<Object[]> contested) {
        held.rows().forEach(one -> wanted.addHeld(one.ask()));
        var known = devices.stream().map(Ownership::deviceId).collect(Collectors.toSet());
        return entriesAndSettings(session, wanted, known)
                .map(rows -> new Facts(
                        devices,
                        rows.stream()
                                .filter(row -> row[0] != null)
                                .map(LedgerReader::entry)
                                .toList(),
                        catalogue.stream().map(LedgerReader::declaration).toList(),
                        held.rows(),
                        held.waiting(),
                        held.left(),
                        contested.stream().map(LedgerReader::contest).toList(),
                        settings(rows)));
    }

    private static Uni<List<Object[]>> entriesAndSettings(StatelessSession session, Wanted wanted, Set<UUID> known) {
        if (wanted.causes().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var causes = wanted.causesAbout(known);
        return session.createNativeQuery(ENTRIES_AND_SETTINGS, Object[].class)
                .setParameter(1, causes.stream().map(SubmissionId::registration).toArray(UUID[]::new))
                .setParameter(2, causes.stream().map(SubmissionId::file).toArray(Integer[]::new))
                .setParameter(3, causes.stream().map(SubmissionId::row).toArray(Integer[]::new))
                .setParameter(4, wanted.settings())
                .getResultList();
    }

    private static Uni<List<Object[]>> ofDevices(StatelessSession session, String sql, Collection<UUID> ids) {
        return Rows.of(ids).uuid(id -> id).select(session, sql);
    }

    private static Settings settings(List<Object[]> rows) {
        var holds = new HashMap<String, Duration>();
        var required = new HashSet<String>();
        for (Object[] row : rows) {
            if (row[0] == null && row[3] != null && number(row[3]) > 0) {
                holds.put((String) row[2], Duration.ofDays(number(row[3])));
            }
            if (row[0] == null && row[4] != null && number(row[4]) > 0) {
                required.add((String) row[2]);
            }
        }
        return new Settings(holds, required);
    }

    private static Ownership ownership(Object[] row) {
        return new Ownership(
                uuid(row[0]), number(row[1]), (String) row[2], row[3] == null ? null : submission(row, 3), (Boolean)
                        row[6]);
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                uuid(row[0]),
                number(row[1]),
                submission(row, 2),
                Outcome.stored((String) row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                instant(row[10]));
    }

    private static Declaration declaration(Object[] row) {
        return new Declaration(
                uuid(row[0]),
                (String) row[1],
                submission(row, 2),
                instant(row[5]),
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (Boolean) row[10]);
    }

    private static DeviceContested contest(Object[] row) {
        return new DeviceContested(
                submission(row, 0),
                (String) row[3],
                (String) row[4],
                (String) row[5],
                uuid(row[6]),
                (String) row[7],
                (String) row[8],
                number(row[9]),
                instant(row[10]));
    }

    private static SubmissionId submission(Object[] row, int from) {
        return new SubmissionId(uuid(row[from]), (int) number(row[from + 1]), (int) number(row[from + 2]));
    }

    private static UUID uuid(@Nullable Object column) {
        return UUID.fromString(String.valueOf(column));
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }

    private static Instant instant(Object column) {
        return Instant.ofEpochMilli(number(column));
    }
}
