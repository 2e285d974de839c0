package dev.muster.status.device;

/** The parts that the device list is put together from: each is one table, and for each order one index. */
enum DevicePart {
    /** Owned, and never seen. */
    READY("device", "d.tenant = :tenant and d.owned and d.last_seen_at is null"),
    /** Owned, and seen at some time. */
    USED("device", "d.tenant = :tenant and d.owned and d.last_seen_at is not null"),
    /** Owned: both of them. */
    OWNED("device", "d.tenant = :tenant and d.owned"),
    /**
     * Pending or failed, with a serial number, unless it was submitted again since; not expired. {@code offset 0} has
     * PostgreSQL look that up row by row, by an index: joined, a thousand rows of one serial number are compared with each
     * other.
     */
    OPEN("submission", """
            d.tenant = :tenant and d.outcome < 5 and d.serial_normal is not null
              and d.registration_id >= cast(:kept as uuid)
              and (d.code is null or d.code not in ('duplicate-in-upload', 'device-already-registered'))
              and not exists (select 1 from submission n where n.tenant = d.tenant and n.serial_normal = d.serial_normal
                and n.outcome < 5
                and (n.registration_id, n.file, n.row) > (d.registration_id, d.file, d.row) offset 0)
              and not exists (select 1 from device n where n.tenant = d.tenant and n.serial_normal = d.serial_normal
                and (n.registration_id, n.file, n.row) > (d.registration_id, d.file, d.row))""");

    /** When an owned device became the organization's for the first time, as far as its former claims are kept. */
    static final String FIRST_REGISTERED_AT = "least(d.registered_at, (select min(f.registered_at) from former_claim f"
            + " where f.tenant = d.tenant and f.device_id = d.device_id))";

    private static final String OWNED_COLUMNS = """
            5 as outcome, cast(d.device_id as text) as device_id, d.serial_number, d.manufacturer, d.model,
            d.assigned_user, d.last_user, cast(extract(epoch from d.last_seen_at) * 1000 as int8) as last_seen_at,
            d.order_id, d.purchase_id, d.group_tag, cast(d.registration_id as text) as registration_id,
            cast(extract(epoch from d.registered_at) * 1000 as int8) as registered_at,
            cast(extract(epoch from %s) * 1000 as int8) as first_registered_at, d.registered_by, d.partner,
            cast(null as text) as failed, d.warnings""".formatted(FIRST_REGISTERED_AT);
    private static final String OPEN_COLUMNS = """
            d.outcome, cast(d.device_id as text) as device_id, d.serial_number, d.manufacturer, d.model,
            d.assigned_user, cast(null as text) as last_user, cast(null as int8) as last_seen_at,
            d.order_id, d.purchase_id, d.group_tag, cast(d.registration_id as text) as registration_id,
            cast(null as int8) as registered_at, cast(null as int8) as first_registered_at,
            d.submitted_by as registered_by, d.partner, d.failed,
            cast(null as text) as warnings""";

    private final String table;
    private final String conditions;

    DevicePart(String table, String conditions) {
        this.table = table;
        this.conditions = conditions;
    }

    String table() {
        return table;
    }

    /** The table and the conditions that make the part. */
    String rows() {
        return table + " d where " + conditions;
    }

    /** The part of which this is one where their order does not matter. */
    DevicePart whole() {
        return this == OPEN ? OPEN : OWNED;
    }

    /** What a device is read from. */
    String columns() {
        return this == OPEN ? OPEN_COLUMNS : OWNED_COLUMNS;
    }

    /** 0 of owned ones, which come before others of the same id, 1 of those. */
    int kind() {
        return this == OPEN ? 1 : 0;
    }
}
