package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the three events of which each good row has one, written and read field by field in the order of their
 * records: a fifth of the time that it takes to bind any JSON to any record. What it does not know, other events, other
 * forms, texts that need escaping, it leaves to {@link EventJson}; what it knows comes out the same.
 */
final class RowJson {
    private static final byte[] SUBMITTED = bytes("{\"type\":\"device-submitted\",\"submission\":");
    private static final byte[] VALIDATED = bytes("{\"type\":\"device-validated\",\"submission\":");
    private static final byte[] CLAIMED = bytes("{\"type\":\"device-claimed\",\"submission\":");
    private static final byte[] TENANT = name("tenant");
    private static final byte[] PARTNER = name("partner");
    private static final byte[] DEVICE_ID = name("deviceId");
    private static final byte[] SEQUENCE = name("sequence");
    private static final byte[] MANUFACTURER = name("manufacturer");
    private static final byte[] MODEL = name("model");
    private static final byte[] SERIAL_NUMBER = name("serialNumber");
    private static final byte[] HASHED = name("hashed");
    private static final byte[] SMBIOS_UUID = name("smbiosUuid");
    private static final byte[] GROUP_TAG = name("groupTag");
    private static final byte[] ASSIGNED_USER = name("assignedUser");
    private static final byte[] REGISTRATION_ID = name("registrationId");
    private static final byte[] ORDER_ID = name("orderId");
    private static final byte[] PURCHASE_ID = name("purchaseId");
    private static final byte[] SUBMITTED_AT = name("submittedAt");
    private static final byte[] SUBMITTED_BY = name("submittedBy");
    private static final byte[] DECIDED_AT = name("decidedAt");
    private static final byte[] WARNINGS = name("warnings");
    private static final byte[] COLUMNS = name("columns");
    private static final byte[] HARDWARE_HASH = name("hardwareHash");
    private static final byte[] WARNING_CODE = bytes("{\"code\":");
    private static final byte[] WARNING_DETAIL = name("detail");
    private static final byte[] END = bytes("}");

    /** More than most of a row takes, without its hash. */
    private static final int SIZE = 1024;

    private RowJson() {}

    /** The JSON of an event; null where EventJson has to write it. */
    static byte @Nullable [] write(Event event) {
        return switch (event) {
            case DeviceSubmitted submitted -> write(submitted);
            case DeviceValidated validated -> write(validated);
            case DeviceClaimed claimed -> write(claimed);
            default -> null;
        };
    }

    /**
     * Reads an event; null where EventJson has to read it.
     *
     * @param hash whether a submission is read with its hardware hash
     */
    static @Nullable Event read(byte[] json, boolean hash) {
        var in = new JsonCursor(json);
        if (in.has(SUBMITTED)) {
            return submitted(in, hash);
        }
        if (in.has(VALIDATED)) {
            return validated(in);
        }
        return in.has(CLAIMED) ? claimed(in) : null;
    }

    private static byte @Nullable [] write(DeviceSubmitted event) {
        var hash = event.hardwareHash();
        return new JsonWriter(SIZE + (hash == null ? 0 : hash.length()))
                .raw(SUBMITTED)
                .submission(event.submission())
                .raw(TENANT)
                .text(event.tenant())
                .raw(PARTNER)
                .text(event.partner())
                .raw(DEVICE_ID)
                .uuid(event.deviceId())
                .raw(MANUFACTURER)
                .text(event.manufacturer())
                .raw(MODEL)
                .text(event.model())
                .raw(SERIAL_NUMBER)
                .text(event.serialNumber())
                .raw(GROUP_TAG)
                .text(event.groupTag())
                .raw(ASSIGNED_USER)
                .text(event.assignedUser())
                .raw(ORDER_ID)
                .text(event.orderId())
                .raw(PURCHASE_ID)
                .text(event.purchaseId())
                .raw(SUBMITTED_AT)
                .time(event.submittedAt())
                .raw(SUBMITTED_BY)
                .text(event.submittedBy())
                .raw(COLUMNS)
                .texts(event.columns())
                .raw(HARDWARE_HASH)
                .text(hash)
                .raw(END)
                .result();
    }

    private static @Nullable Event submitted(JsonCursor in, boolean hash) {
        var submission = in.submission();
        String tenant = in.raw(TENANT).some();
        String partner = in.raw(PARTNER).text();
        UUID deviceId = in.raw(DEVICE_ID).someUuid();
        String manufacturer = in.raw(MANUFACTURER).text();
        String model = in.raw(MODEL).text();
        String serialNumber = in.raw(SERIAL_NUMBER).text();
        String groupTag = in.raw(GROUP_TAG).text();
        String assignedUser = in.raw(ASSIGNED_USER).text();
        String orderId = in.raw(ORDER_ID).text();
        String purchaseId = in.raw(PURCHASE_ID).text();
        var submittedAt = in.raw(SUBMITTED_AT).time();
        String submittedBy = in.raw(SUBMITTED_BY).some();
        var columns = in.raw(COLUMNS).texts();
        String hardwareHash = hash ? in.raw(HARDWARE_HASH).text() : null;
        boolean good = hash ? in.raw(END).isAtTheEnd() : in.raw(HARDWARE_HASH).wouldEnd();
        return good
                ? new DeviceSubmitted(
                        submission,
                        tenant,
                        partner,
                        deviceId,
                        manufacturer,
                        model,
                        serialNumber,
                        groupTag,
                        assignedUser,
                        orderId,
                        purchaseId,
                        submittedAt,
                        submittedBy,
                        columns,
                        hardwareHash)
                : null;
    }

    private static byte @Nullable [] write(DeviceValidated event) {
        return new JsonWriter(SIZE)
                .raw(VALIDATED)
                .submission(event.submission())
                .raw(TENANT)
                .text(event.tenant())
                .raw(PARTNER)
                .text(event.partner())
                .raw(DEVICE_ID)
                .uuid(event.deviceId())
                .raw(MANUFACTURER)
                .text(event.manufacturer())
                .raw(MODEL)
                .text(event.model())
                .raw(SERIAL_NUMBER)
                .text(event.serialNumber())
                .raw(HASHED)
                .flag(event.hashed())
                .raw(SMBIOS_UUID)
                .uuid(event.smbiosUuid())
                .raw(GROUP_TAG)
                .text(event.groupTag())
                .raw(ASSIGNED_USER)
                .text(event.assignedUser())
                .raw(ORDER_ID)
                .text(event.orderId())
                .raw(PURCHASE_ID)
                .text(event.purchaseId())
                .raw(SUBMITTED_AT)
                .time(event.submittedAt())
                .raw(SUBMITTED_BY)
                .text(event.submittedBy())
                .raw(DECIDED_AT)
                .time(event.decidedAt())
                .raw(WARNINGS)
                .warnings(event.warnings(), WARNING_CODE, WARNING_DETAIL)
                .raw(COLUMNS)
                .texts(event.columns())
                .raw(END)
                .result();
    }

    private static @Nullable Event validated(JsonCursor in) {
        var event = new DeviceValidated(
                in.submission(),
                in.raw(TENANT).some(),
                in.raw(PARTNER).text(),
                in.raw(DEVICE_ID).someUuid(),
                in.raw(MANUFACTURER).some(),
                in.raw(MODEL).text(),
                in.raw(SERIAL_NUMBER).some(),
                in.raw(HASHED).flag(),
                in.raw(SMBIOS_UUID).uuid(),
                in.raw(GROUP_TAG).text(),
                in.raw(ASSIGNED_USER).text(),
                in.raw(ORDER_ID).text(),
                in.raw(PURCHASE_ID).text(),
                in.raw(SUBMITTED_AT).time(),
                in.raw(SUBMITTED_BY).some(),
                in.raw(DECIDED_AT).time(),
                in.raw(WARNINGS).warnings(WARNING_CODE, WARNING_DETAIL),
                in.raw(COLUMNS).texts());
        return in.raw(END).isAtTheEnd() ? event : null;
    }

    private static byte @Nullable [] write(DeviceClaimed event) {
        return new JsonWriter(SIZE)
                .raw(CLAIMED)
                .submission(event.submission())
                .raw(TENANT)
                .text(event.tenant())
                .raw(PARTNER)
                .text(event.partner())
                .raw(DEVICE_ID)
                .uuid(event.deviceId())
                .raw(SEQUENCE)
                .number(event.sequence())
                .raw(MANUFACTURER)
                .text(event.manufacturer())
                .raw(MODEL)
                .text(event.model())
                .raw(SERIAL_NUMBER)
                .text(event.serialNumber())
                .raw(DECIDED_AT)
                .time(event.decidedAt())
                .raw(REGISTRATION_ID)
                .uuid(event.registrationId())
                .raw(ORDER_ID)
                .text(event.orderId())
                .raw(PURCHASE_ID)
                .text(event.purchaseId())
                .raw(GROUP_TAG)
                .text(event.groupTag())
                .raw(SUBMITTED_AT)
                .time(event.submittedAt())
                .raw(SUBMITTED_BY)
                .text(event.submittedBy())
                .raw(WARNINGS)
                .warnings(event.warnings(), WARNING_CODE, WARNING_DETAIL)
                .raw(END)
                .result();
    }

    private static @Nullable Event claimed(JsonCursor in) {
        var event = new DeviceClaimed(
                in.submission(),
                in.raw(TENANT).some(),
                in.raw(PARTNER).text(),
                in.raw(DEVICE_ID).someUuid(),
                in.raw(SEQUENCE).number(),
                in.raw(MANUFACTURER).some(),
                in.raw(MODEL).text(),
                in.raw(SERIAL_NUMBER).some(),
                in.raw(DECIDED_AT).time(),
                in.raw(REGISTRATION_ID).someUuid(),
                in.raw(ORDER_ID).text(),
                in.raw(PURCHASE_ID).text(),
                in.raw(GROUP_TAG).text(),
                in.raw(SUBMITTED_AT).time(),
                in.raw(SUBMITTED_BY).some(),
                in.raw(WARNINGS).warnings(WARNING_CODE, WARNING_DETAIL));
        return in.raw(END).isAtTheEnd() ? event : null;
    }

    private static byte[] name(String field) {
        return bytes(",\"" + field + "\":");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
