package dev.muster.model.hash;

import dev.muster.model.identity.Normal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The type-length-value records of a hardware hash. Of a type that repeats, the first stands; unknown types are skipped.
 *
 * @param fault what is wrong with the records themselves, or null
 */
record HashRecords(HashContent content, @Nullable String fault) {

    static final int SMBIOS_UUID = 12;
    static final int SERIAL_NUMBER = 14;
    static final int MANUFACTURER = 16;
    static final int PRODUCT_NAME = 17;
    static final int RECORD_HEADER = 4;

    static HashRecords read(byte[] bytes, int from, int to) {
        @Nullable String manufacturer = null;
        @Nullable String model = null;
        @Nullable String serialNumber = null;
        @Nullable UUID uuid = null;
        @Nullable String fault = null;
        int at = from;
        while (at < to) {
            int left = to - at;
            int length = left < RECORD_HEADER ? RECORD_HEADER : u16(bytes, at + 2);
            if (length > left || length < RECORD_HEADER) {
                fault = overrun(bytes, at, left, length);
                break;
            }
            int data = at + RECORD_HEADER;
            int end = at + length;
            switch (u16(bytes, at)) {
                case MANUFACTURER -> manufacturer = manufacturer == null ? text(bytes, data, end) : manufacturer;
                case PRODUCT_NAME -> model = model == null ? text(bytes, data, end) : model;
                case SERIAL_NUMBER -> serialNumber = serialNumber == null ? text(bytes, data, end) : serialNumber;
                case SMBIOS_UUID -> uuid = uuid == null ? uuid(bytes, data, end) : uuid;
                default -> {} // nothing that registration needs
            }
            at = end;
        }
        return new HashRecords(
                new HashContent(manufacturer, model, serialNumber, uuid),
                fault != null ? fault : missing(manufacturer, serialNumber));
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
    }

    private static String overrun(byte[] bytes, int at, int left, int length) {
        if (left < RECORD_HEADER) {
            return "a record is cut off at byte " + at;
        }
        int type = u16(bytes, at);
        return length < RECORD_HEADER
                ? "record " + type + " at byte " + at + " says it is " + length
                        + " bytes long, less than its own header"
                : "record " + type + " at byte " + at + " runs " + (length - left) + " bytes past the end";
    }

    private static @Nullable String missing(@Nullable String manufacturer, @Nullable String serialNumber) {
        if (serialNumber == null) {
            return "record 14 (serial number) is missing or blank";
        }
        return manufacturer == null ? "record 16 (manufacturer) is missing or blank" : null;
    }

    /** Single-byte text up to the first NUL, trimmed; null where only blanks of any kind are left. */
    private static @Nullable String text(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1).strip();
        return Normal.isBlank(text) ? null : text;
    }

    /** 16 bytes, the first three fields little-endian. */
    private static @Nullable UUID uuid(byte[] bytes, int from, int to) {
        if (to - from < 16) {
            return null;
        }
        var buffer = ByteBuffer.wrap(bytes, from, 16).order(ByteOrder.LITTLE_ENDIAN);
        long first = buffer.getInt() & 0xffff_ffffL;
        long second = buffer.getShort() & 0xffffL;
        long third = buffer.getShort() & 0xffffL;
        return new UUID(
                (first << 32) | (second << 16) | third,
                buffer.order(ByteOrder.BIG_ENDIAN).getLong());
    }
}
