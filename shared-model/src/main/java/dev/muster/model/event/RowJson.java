package dev.muster.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of the three events of which each good row has one, written and read field by field in the order of their
 * records, which takes less time than to bind any JSON to any record (docs/performance.md). What it does not know, other events, other
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
    private static final byte[] END = bytes("}");

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
        return JsonWriter.begin()
                .submission(SUBMITTED, event.submission())
                .text(TENANT, event.tenant())
                .text(PARTNER, event.partner())
                .uuid(DEVICE_ID, event.deviceId())
                .text(MANUFACTURER, event.manufacturer())
                .text(MODEL, event.model())
                .text(SERIAL_NUMBER, event.serialNumber())
                .text(GROUP_TAG, event.groupTag())
                .text(ASSIGNED_USER, event.assignedUser())
                .text(ORDER_ID, event.orderId())
                .text(PURCHASE_ID, event.purchaseId())
                .time(SUBMITTED_AT, event.submittedAt())
                .text(SUBMITTED_BY, event.submittedBy())
                .texts(COLUMNS, event.columns())
                .text(HARDWARE_HASH, event.hardwareHash())
                .raw(END)
                .result();
    }

    private static @Nullable Event submitted(JsonCursor in, boolean hash) {
        var submission = in.submission();
        String tenant = in.some(TENANT);
        String partner = in.text(PARTNER);
        UUID deviceId = in.someUuid(DEVICE_ID);
        String manufacturer = in.text(MANUFACTURER);
        String model = in.text(MODEL);
        String serialNumber = in.text(SERIAL_NUMBER);
        String groupTag = in.text(GROUP_TAG);
        String assignedUser = in.text(ASSIGNED_USER);
        String orderId = in.text(ORDER_ID);
        String purchaseId = in.text(PURCHASE_ID);
        var submittedAt = in.time(SUBMITTED_AT);
        String submittedBy = in.some(SUBMITTED_BY);
        var columns = in.texts(COLUMNS);
        String hardwareHash = hash ? in.text(HARDWARE_HASH) : null;
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
        return JsonWriter.begin()
                .submission(VALIDATED, event.submission())
                .text(TENANT, event.tenant())
                .text(PARTNER, event.partner())
                .uuid(DEVICE_ID, event.deviceId())
                .text(MANUFACTURER, event.manufacturer())
                .text(MODEL, event.model())
                .text(SERIAL_NUMBER, event.serialNumber())
                .flag(HASHED, event.hashed())
                .uuid(SMBIOS_UUID, event.smbiosUuid())
                .text(GROUP_TAG, event.groupTag())
                .text(ASSIGNED_USER, event.assignedUser())
                .text(ORDER_ID, event.orderId())
                .text(PURCHASE_ID, event.purchaseId())
                .time(SUBMITTED_AT, event.submittedAt())
                .text(SUBMITTED_BY, event.submittedBy())
                .time(DECIDED_AT, event.decidedAt())
                .warnings(WARNINGS, event.warnings())
                .texts(COLUMNS, event.columns())
                .raw(END)
                .result();
    }

    private static @Nullable Event validated(JsonCursor in) {
        var event = new DeviceValidated(
                in.submission(),
                in.some(TENANT),
                in.text(PARTNER),
                in.someUuid(DEVICE_ID),
                in.some(MANUFACTURER),
                in.text(MODEL),
                in.some(SERIAL_NUMBER),
                in.flag(HASHED),
                in.uuid(SMBIOS_UUID),
                in.text(GROUP_TAG),
                in.text(ASSIGNED_USER),
                in.text(ORDER_ID),
                in.text(PURCHASE_ID),
                in.time(SUBMITTED_AT),
                in.some(SUBMITTED_BY),
                in.time(DECIDED_AT),
                in.warnings(WARNINGS),
                in.texts(COLUMNS));
        return in.raw(END).isAtTheEnd() ? event : null;
    }

    private static byte @Nullable [] write(DeviceClaimed event) {
        return JsonWriter.begin()
                .submission(CLAIMED, event.submission())
                .text(TENANT, event.tenant())
                .text(PARTNER, event.partner())
                .uuid(DEVICE_ID, event.deviceId())
                .number(SEQUENCE, event.sequence())
                .text(MANUFACTURER, event.manufacturer())
                .text(MODEL, event.model())
                .text(SERIAL_NUMBER, event.serialNumber())
                .time(DECIDED_AT, event.decidedAt())
                .uuid(REGISTRATION_ID, event.registrationId())
                .text(ORDER_ID, event.orderId())
                .text(PURCHASE_ID, event.purchaseId())
                .text(GROUP_TAG, event.groupTag())
                .time(SUBMITTED_AT, event.submittedAt())
                .text(SUBMITTED_BY, event.submittedBy())
                .warnings(WARNINGS, event.warnings())
                .raw(END)
                .result();
    }

    private static @Nullable Event claimed(JsonCursor in) {
        var event = new DeviceClaimed(
                in.submission(),
                in.some(TENANT),
                in.text(PARTNER),
                in.someUuid(DEVICE_ID),
                in.number(SEQUENCE),
                in.some(MANUFACTURER),
                in.text(MODEL),
                in.some(SERIAL_NUMBER),
                in.time(DECIDED_AT),
                in.someUuid(REGISTRATION_ID),
                in.text(ORDER_ID),
                in.text(PURCHASE_ID),
                in.text(GROUP_TAG),
                in.time(SUBMITTED_AT),
                in.some(SUBMITTED_BY),
                in.warnings(WARNINGS));
        return in.raw(END).isAtTheEnd() ? event : null;
    }

    private static byte[] name(String field) {
        return bytes(",\"" + field + "\":");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
