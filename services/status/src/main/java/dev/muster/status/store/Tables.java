package dev.muster.status.store;

import dev.muster.model.identity.SubmissionId;
import dev.muster.status.Columns;
import dev.muster.status.SerialNumbers;
import dev.muster.status.StoredJson;
import dev.muster.status.projection.DeviceRow;
import dev.muster.status.projection.DeviceRow.Claim;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.ReleaseRow;
import dev.muster.status.projection.Row;
import dev.muster.status.projection.SubmissionRow;
import dev.muster.storage.Rows;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How each row of the projection is kept. */
final class Tables {

    static final Table<SubmissionId, SubmissionRow> SUBMISSIONS = table(
            TableSql.of(
                    "submission",
                    3,
                    "registration_id UUID",
                    "file INT4",
                    "row INT4",
                    "tenant TEXT",
                    "device_id UUID",
                    "outcome INT4",
                    "decided_at TIME",
                    "manufacturer TEXT",
                    "model TEXT",
                    "serial_number TEXT",
                    "serial_normal TEXT",
                    "group_tag TEXT",
                    "assigned_user TEXT",
                    "order_id TEXT",
                    "purchase_id TEXT",
                    "submitted_at TIME",
                    "submitted_by TEXT",
                    "partner TEXT",
                    "code TEXT",
                    "failed TEXT",
                    "source_partition INT4",
                    "source_offset INT8"),
            keys -> Rows.of(keys)
                    .uuid(SubmissionId::registration)
                    .int4(SubmissionId::file)
                    .int4(SubmissionId::row),
            rows -> Rows.of(rows)
                    .uuid(r -> r.key().registration())
                    .int4(r -> r.key().file())
                    .int4(r -> r.key().row())
                    .text(SubmissionRow::tenant)
                    .uuid(SubmissionRow::deviceId)
                    .int4(r -> r.outcome().rank())
                    .millis(SubmissionRow::decidedAt)
                    .text(r -> r.attributes().manufacturer())
                    .text(r -> r.attributes().model())
                    .text(r -> r.attributes().serialNumber())
                    .text(r -> SerialNumbers.comparable(r.attributes().serialNumber()))
                    .text(r -> r.attributes().groupTag())
                    .text(r -> r.attributes().assignedUser())
                    .text(r -> r.attributes().orderId())
                    .text(r -> r.attributes().purchaseId())
                    .millis(r -> r.attributes().submittedAt())
                    .text(r -> r.attributes().submittedBy())
                    .text(r -> r.attributes().partner())
                    .text(r -> r.failed() == null ? null : r.failed().code().code())
                    .text(r -> StoredJson.write(r.failed()))
                    .int4(r -> r.source() == null ? null : r.source().partition())
                    .int8(r -> r.source() == null ? null : r.source().offset()),
            StoredRows::submission);

    static final Table<DeviceRow.Key, DeviceRow> DEVICES = table(
            TableSql.of(
                    "device",
                    2,
                    "tenant TEXT",
                    "device_id UUID",
                    "sequence INT8",
                    "owned BOOL",
                    "claimed INT8",
                    "registration_id UUID",
                    "file INT4",
                    "row INT4",
                    "manufacturer TEXT",
                    "model TEXT",
                    "serial_number TEXT",
                    "serial_normal TEXT",
                    "serial_grams INT4S",
                    "group_tag TEXT",
                    "order_id TEXT",
                    "purchase_id TEXT",
                    "registered_at TIME",
                    "registered_by TEXT",
                    "partner TEXT",
                    "warnings TEXT",
                    "assigned_user TEXT",
                    "last_seen_at TIME",
                    "last_user TEXT"),
            Tables::deviceKeys,
            rows -> Rows.of(rows)
                    .text(r -> r.key().tenant())
                    .uuid(r -> r.key().deviceId())
                    .int8(DeviceRow::sequence)
                    .int4(r -> r.isOwned() ? 1 : 0)
                    .int8(claim(Claim::sequence))
                    .uuid(claim(c -> c.submission().registration()))
                    .int4(claim(c -> c.submission().file()))
                    .int4(claim(c -> c.submission().row()))
                    .text(claim(Claim::manufacturer))
                    .text(claim(Claim::model))
                    .text(claim(Claim::serialNumber))
                    .text(claim(c -> SerialNumbers.comparable(c.serialNumber())))
                    .text(Tables::grams)
                    .text(claim(Claim::groupTag))
                    .text(claim(Claim::orderId))
                    .text(claim(Claim::purchaseId))
                    .millis(claim(Claim::registeredAt))
                    .text(claim(Claim::registeredBy))
                    .text(claim(Claim::partner))
                    .text(claim(c -> c.warnings().isEmpty() ? null : StoredJson.write(c.warnings())))
                    .text(DeviceRow::assignedUser)
                    .millis(r -> r.sighting() == null ? null : r.sighting().at())
                    .text(r -> r.sighting() == null ? null : r.sighting().user()),
            StoredRows::device);

    static final Table<UUID, RegistrationRow> REGISTRATIONS = table(
            TableSql.of(
                    "registration",
                    1,
                    "registration_id UUID",
                    "tenant TEXT",
                    "opened TEXT",
                    "interrupted_attempt INT4",
                    "closed TEXT",
                    "decided_at TIME"),
            keys -> Rows.of(keys).uuid(key -> key),
            rows -> Rows.of(rows)
                    .uuid(RegistrationRow::key)
                    .text(RegistrationRow::tenant)
                    .text(r -> StoredJson.write(r.opened()))
                    .int4(RegistrationRow::interruptedAttempt)
                    .text(r -> StoredJson.write(r.closed()))
                    .millis(RegistrationRow::decidedAt),
            StoredRows::registration);

    static final Table<UUID, ReleaseRow> RELEASES = table(
            TableSql.of(
                    "release",
                    1,
                    "release_id UUID",
                    "tenant TEXT",
                    "device_id UUID",
                    "state TEXT",
                    "decided_at TIME",
                    "requested_by TEXT",
                    "partner TEXT"),
            keys -> Rows.of(keys).uuid(key -> key),
            rows -> Rows.of(rows)
                    .uuid(ReleaseRow::key)
                    .text(ReleaseRow::tenant)
                    .uuid(ReleaseRow::deviceId)
                    .text(r -> r.state().word())
                    .millis(ReleaseRow::at)
                    .text(ReleaseRow::requestedBy)
                    .text(ReleaseRow::partner),
            StoredRows::release);

    private static <K extends Comparable<? super K>, R extends Row<K, R>> Table<K, R> table(
            TableSql sql,
            Function<Collection<K>, Rows<K>> keys,
            Function<Collection<R>, Rows<R>> columns,
            Function<Columns, R> read) {
        return new Table<>(sql.lock(), sql::insert, sql.update(), keys, columns, read);
    }

    private Tables() {}

    private static @Nullable String grams(DeviceRow row) {
        return row.claim() == null
                ? null
                : SerialNumbers.grams(row.key().tenant(), row.claim().serialNumber());
    }

    private static Rows<DeviceRow.Key> deviceKeys(Collection<DeviceRow.Key> keys) {
        return Rows.of(keys).text(DeviceRow.Key::tenant).uuid(DeviceRow.Key::deviceId);
    }

    private static <T> Function<DeviceRow, @Nullable T> claim(Function<Claim, @Nullable T> column) {
        return row -> row.claim() == null ? null : column.apply(row.claim());
    }
}
