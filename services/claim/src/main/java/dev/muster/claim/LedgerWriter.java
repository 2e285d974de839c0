package dev.muster.claim;

import dev.muster.claim.ledger.Declaration;
import dev.muster.claim.ledger.Entry;
import dev.muster.claim.ledger.Ownership;
import dev.muster.claim.ledger.Page;
import dev.muster.model.event.DeviceContested;
import dev.muster.model.event.ManufacturerSettingsChanged;
import dev.muster.model.event.ManufacturerSettingsChanged.Catalogue;
import dev.muster.model.event.SettingsEvent;
import dev.muster.model.event.TenantSettingsChanged;
import dev.muster.model.identity.SubmissionId;
import dev.muster.storage.RacedException;
import dev.muster.storage.Rows;
import io.smallrye.mutiny.Uni;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Writes what is new, a set at a time. Devices come first: who has their rows may write about them. */
final class LedgerWriter {

    private static final String DEVICES = """
            (select unnest(cast(?1 as uuid[])) as device_id, unnest(cast(?2 as int8[])) as sequence,
              unnest(cast(?3 as text[])) as owner, unnest(cast(?4 as uuid[])) as registration,
              unnest(cast(?5 as int4[])) as file, unnest(cast(?6 as int4[])) as row, unnest(cast(?7 as int4[])) as noted) n
            """;
    private static final String INSERT_DEVICES = """
            insert into device (device_id, sequence, owner, owner_registration, owner_file, owner_row, noted)
            select device_id, sequence, owner, registration, file, row, noted > 0 from
            """ + DEVICES;
    private static final String UPDATE_DEVICES = """
            update device d set sequence = n.sequence, owner = n.owner, owner_registration = n.registration,
              owner_file = n.file, owner_row = n.row, noted = n.noted > 0
            from
            """ + DEVICES + "where d.device_id = n.device_id";
    private static final String INSERT_ENTRIES = """
            insert into entry (device_id, sequence, cause, file, row, outcome, tenant, partner, subject, detail, decided_at)
            select device_id, sequence, cause, file, row, outcome, tenant, partner, subject, detail,
              timestamptz 'epoch' + decided_at * interval '1 millisecond'
            from (select unnest(cast(?1 as uuid[])) as device_id, unnest(cast(?2 as int8[])) as sequence,
              unnest(cast(?3 as uuid[])) as cause, unnest(cast(?4 as int4[])) as file, unnest(cast(?5 as int4[])) as row,
              unnest(cast(?6 as text[])) as outcome, unnest(cast(?7 as text[])) as tenant,
              unnest(cast(?8 as text[])) as partner, unnest(cast(?9 as text[])) as subject,
              unnest(cast(?10 as text[])) as detail, unnest(cast(?11 as int8[])) as decided_at) n""";
    private static final String DECLARE = """
            insert into catalogue (device_id, supplier, declaration, file, row, declared_at, manufacturer, model,
              serial_number, sold_to, let_go)
            select device_id, supplier, declaration, file, row,
              timestamptz 'epoch' + declared_at * interval '1 millisecond', manufacturer, model, serial_number, sold_to,
              let_go > 0
            from unnest(cast(?1 as uuid[]), cast(?2 as text[]), cast(?3 as uuid[]),
              cast(?4 as int4[]), cast(?5 as int4[]), cast(?6 as int8[]), cast(?7 as text[]), cast(?8 as text[]),
              cast(?9 as text[]), cast(?10 as text[]), cast(?11 as int4[]))
              as n(device_id, supplier, declaration, file, row, declared_at, manufacturer, model, serial_number, sold_to,
                let_go)
            on conflict (device_id, supplier) do update set declaration = excluded.declaration, file = excluded.file,
              row = excluded.row, declared_at = excluded.declared_at, manufacturer = excluded.manufacturer,
              model = excluded.model, serial_number = excluded.serial_number, sold_to = excluded.sold_to,
              let_go = excluded.let_go""";
    private static final String CONTEST = """
            insert into contest (declaration, file, row, supplier, sold_to, owner, device_id, manufacturer, serial_number,
              sequence, decided_at)
            select declaration, file, row, supplier, sold_to, owner, device_id, manufacturer, serial_number, sequence,
              timestamptz 'epoch' + decided_at * interval '1 millisecond'
            from unnest(cast(?1 as uuid[]), cast(?2 as int4[]), cast(?3 as int4[]), cast(?4 as text[]),
              cast(?5 as text[]), cast(?6 as text[]), cast(?7 as uuid[]), cast(?8 as text[]),
              cast(?9 as text[]), cast(?10 as int8[]), cast(?11 as int8[]))
              as n(declaration, file, row, supplier, sold_to, owner, device_id, manufacturer, serial_number, sequence,
                decided_at)""";
    private static final String SETTLE_SETTINGS = """
            insert into setting (key, version, hold_days, catalogue_required)
            select key, version, hold_days, catalogue_required > 0
            from unnest(cast(?1 as text[]), cast(?2 as int8[]), cast(?3 as int4[]), cast(?4 as int4[]))
              as n(key, version, hold_days, catalogue_required)
            on conflict (key) do update set version = excluded.version, hold_days = excluded.hold_days,
              catalogue_required = excluded.catalogue_required
            where setting.version < excluded.version""";

    private final Holds holds;

    LedgerWriter(Holds holds) {
        this.holds = holds;
    }

    /**
     * Writes what is new on {@code page}, of rows that wait with where they came from; throws RacedException where another
     * process has just met one of its devices.
     */
    Uni<Integer> write(StatelessSession session, Page page, Supplier<Map<SubmissionId, Origin>> origins) {
        return insert(session, page.newDevices())
                .chain(() -> columns(page.changedDevices()).update(session, UPDATE_DEVICES))
                .chain(() -> enter(session, page.newEntries()))
                .chain(() -> declarations(page.newDeclarations()).update(session, DECLARE))
                .chain(() -> holds.insert(session, page.newHeld(), origins))
                .chain(() -> contests(page.newContested()).update(session, CONTEST));
    }

    /** Writes settings; of two with the same key the greater version stands, whichever comes first. */
    Uni<Integer> settings(StatelessSession session, List<SettingsEvent> changes) {
        var greatest = new TreeMap<String, SettingsEvent>();
        changes.forEach(change -> greatest.merge(change.key(), change, (a, b) -> a.version() >= b.version() ? a : b));
        return Rows.of(greatest.values())
                .text(SettingsEvent::key)
                .int8(SettingsEvent::version)
                .int4(change -> change instanceof TenantSettingsChanged tenant ? tenant.holdDays() : null)
                .int4(change -> change instanceof ManufacturerSettingsChanged manufacturer
                        ? flag(manufacturer.catalogue() == Catalogue.REQUIRED)
                        : null)
                .update(session, SETTLE_SETTINGS);
    }

    private static Uni<Integer> insert(StatelessSession session, List<Ownership> devices) {
        var ordered = devices.stream()
                .sorted(Comparator.comparing(Ownership::deviceId))
                .toList();
        return columns(ordered)
                .insert(
                        session,
                        INSERT_DEVICES,
                        () -> new RacedException("another process has just met one of these devices"));
    }

    /** A cause that has a decision which was not found with its device was decided about another one. */
    private static Uni<Integer> enter(StatelessSession session, List<Entry> entries) {
        return entries(entries)
                .insert(
                        session,
                        INSERT_ENTRIES,
                        () -> new IllegalStateException("one of these asks was decided about another device"));
    }

    private static Rows<Ownership> columns(List<Ownership> devices) {
        return Rows.of(devices)
                .uuid(Ownership::deviceId)
                .int8(Ownership::sequence)
                .text(Ownership::owner)
                .uuid(d -> d.by() == null ? null : d.by().registration())
                .int4(d -> d.by() == null ? null : d.by().file())
                .int4(d -> d.by() == null ? null : d.by().row())
                .int4(d -> flag(d.noted()));
    }

    private static Rows<Entry> entries(List<Entry> entries) {
        return Rows.of(entries)
                .uuid(Entry::deviceId)
                .int8(Entry::sequence)
                .uuid(e -> e.cause().registration())
                .int4(e -> e.cause().file())
                .int4(e -> e.cause().row())
                .text(e -> e.outcome().storedAs())
                .text(Entry::tenant)
                .text(Entry::partner)
                .text(Entry::subject)
                .text(Entry::detail)
                .millis(Entry::decidedAt);
    }

    private static Rows<Declaration> declarations(List<Declaration> declarations) {
        return Rows.of(declarations)
                .uuid(Declaration::deviceId)
                .text(Declaration::supplier)
                .uuid(d -> d.id().registration())
                .int4(d -> d.id().file())
                .int4(d -> d.id().row())
                .millis(Declaration::declaredAt)
                .text(Declaration::manufacturer)
                .text(Declaration::model)
                .text(Declaration::serialNumber)
                .text(Declaration::soldTo)
                .int4(d -> flag(d.letGo()));
    }

    private static Rows<DeviceContested> contests(List<DeviceContested> contests) {
        return Rows.of(contests)
                .uuid(c -> c.declaration().registration())
                .int4(c -> c.declaration().file())
                .int4(c -> c.declaration().row())
                .text(DeviceContested::supplier)
                .text(DeviceContested::soldTo)
                .text(DeviceContested::owner)
                .uuid(DeviceContested::deviceId)
                .text(DeviceContested::manufacturer)
                .text(DeviceContested::serialNumber)
                .int8(DeviceContested::sequence)
                .millis(DeviceContested::decidedAt);
    }

    private static int flag(boolean set) {
        return set ? 1 : 0;
    }
}
