package dev.muster.status.device;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.muster.status.Columns;
import dev.muster.status.StoredJson;
import dev.muster.status.projection.Expiry;
import dev.muster.status.projection.Failed;
import dev.muster.storage.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what happened to a device while it was the organization's, newest first: its claims, its releases, the latest
 * check-in, and rows of this organization for it that failed and are not expired. Of other organizations nothing.
 */
@ApplicationScoped
class DeviceHistory {

    private static final String PAGE = """
            select cast(extract(epoch from h.at) * 1000 as int8) as at, h.id, h.type, h.by_whom, h.partner,
              cast(h.registration_id as text) as registration_id, h.order_id, h.purchase_id, h.used_by, h.failed
            from (
              select d.registered_at as at, 'registered/' || d.registration_id || '/' || d.file || '/' || d.row as id,
                'registered' as type, d.registered_by as by_whom, d.partner, d.registration_id, d.order_id,
                d.purchase_id, cast(null as text) as used_by, cast(null as text) as failed
              from device d where d.tenant = :tenant and d.device_id = :device and d.claimed is not null
              union all
              select f.registered_at, 'registered/' || f.registration_id || '/' || f.file || '/' || f.row,
                'registered', f.registered_by, f.partner, f.registration_id, f.order_id, f.purchase_id, null, null
              from former_claim f where f.tenant = :tenant and f.device_id = :device
              union all
              select d.last_seen_at, 'seen', 'checked-in', null, null, null, null, null, d.last_user, null
              from device d where d.tenant = :tenant and d.device_id = :device and d.owned
                and d.last_seen_at is not null
              union all
              select r.decided_at, 'released/' || r.release_id, 'released', r.requested_by, r.partner, null, null, null,
                null, null
              from release r where r.tenant = :tenant and r.device_id = :device and r.state = 'released'
              union all
              select s.decided_at, 'failed/' || s.registration_id || '/' || s.file || '/' || s.row,
                'registration-failed', s.submitted_by, s.partner, s.registration_id, s.order_id, s.purchase_id, null,
                s.failed
              from submission s where s.tenant = :tenant and s.device_id = :device and s.outcome between 1 and 4
                and s.registration_id >= cast(:kept as uuid)
            ) h
            where (h.at, h.id) < (timestamptz 'epoch' + :at * interval '1 millisecond', cast(:id as text))
            order by h.at desc, h.id desc limit :limit""";
    private static final TypeReference<Failed> FAILED = new TypeReference<>() {};

    private final Database database;

    DeviceHistory(Database database) {
        this.database = database;
    }

    /**
     * Something that happened.
     *
     * @param type {@code registered}, {@code checked-in}, {@code released} or {@code registration-failed}
     * @param by the subject id of who did it
     * @param partner the organization that acted for this one; absent where it acted for itself
     * @param onBehalfOf this organization, where a partner acted for it
     * @param user who used the device then
     */
    record Entry(
            Instant at,
            String type,
            @Nullable String by,
            @Nullable String partner,
            @Nullable String onBehalfOf,
            @Nullable UUID registrationId,
            @Nullable String orderId,
            @Nullable String purchaseId,
            @Nullable String user,
            Device.@Nullable Failed failure) {}

    /** A place in a history. */
    record Moment(long at, String id) {

        /** Before anything that happens, as the newest comes first. */
        static final Moment END = new Moment(253_402_300_799_999L, "");

        static Moment parse(String text) {
            int separator = text.indexOf('\n');
            var moment = new Moment(Long.parseLong(text.substring(0, separator)), text.substring(separator + 1));
            if (Math.abs(moment.at) > END.at || moment.id.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a moment: " + text);
            }
            return moment;
        }

        @Override
        public String toString() {
            return at + "\n" + id;
        }
    }

    /** An entry and its place. */
    record Placed(Moment moment, Entry entry) {}

    List<Placed> page(String tenant, UUID device, Moment after, int limit, Locale language, Instant now) {
        List<Object[]> rows = database.inTransaction(session -> session.createNativeQuery(PAGE, Object[].class)
                .setParameter("tenant", tenant)
                .setParameter("device", device)
                .setParameter("kept", Expiry.at(now).firstKept())
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setParameter("limit", limit)
                .getResultList());
        return rows.stream()
                .map(row -> placed(new Columns(row), tenant, language))
                .toList();
    }

    private static Placed placed(Columns c, String tenant, Locale language) {
        long at = c.int8();
        String id = c.required();
        String type = c.required();
        String by = c.text();
        String partner = c.text();
        UUID registrationId = c.uuidOrNull();
        String orderId = c.text();
        String purchaseId = c.text();
        String user = c.text();
        var failure = DeviceRead.failure(StoredJson.read(c.text(), FAILED), language);
        var entry = new Entry(
                Instant.ofEpochMilli(at),
                type,
                by,
                partner,
                partner == null ? null : tenant,
                registrationId,
                orderId,
                purchaseId,
                user,
                failure);
        return new Placed(new Moment(at, id), entry);
    }
}
