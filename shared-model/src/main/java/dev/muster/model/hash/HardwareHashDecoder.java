package dev.muster.model.hash;

import dev.muster.model.hash.HashReading.Faulty;
import dev.muster.model.hash.HashReading.Sound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a hardware hash: base64 of an OA3 inventory record with a SHA-256 trailer. Checks that it is whole;
 * cannot tell who made it, because it is not signed.
 *
 * <p>Tolerates what real devices really send: missing {@code =} padding, one base64 character left over (read as if
 * {@code A} followed), no zero padding at the end, unknown records, any order. Never throws, on any input.
 */
public final class HardwareHashDecoder {

    static final int HEADER_BYTES = 4;
    static final int CHECKSUM_BYTES = 36;
    private static final byte[] CHECKSUM_HEADER = {0x43, 0x53, 36, 0};

    private HardwareHashDecoder() {}

    /** Returns what {@code text} says of its device, or what is wrong with it. */
    public static HashReading decode(String text) {
        String base64 = withoutPadding(text.strip());
        boolean leftOver = base64.length() % 4 == 1;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(ascii(leftOver ? base64 + "A" : base64));
        } catch (IllegalArgumentException e) {
            return new Faulty(notBase64(base64), HashContent.NOTHING);
        }
        return read(bytes, leftOver);
    }

    private static HashReading read(byte[] bytes, boolean leftOver) {
        if (bytes.length < 2 || bytes[0] != 'O' || bytes[1] != 'A') {
            return new Faulty("no OA magic: this is not a hardware hash", HashContent.NOTHING);
        }
        if (bytes.length < HEADER_BYTES) {
            return new Faulty("truncated: it ends within its first 4 bytes", HashContent.NOTHING);
        }
        int total = HashRecords.u16(bytes, 2);
        if (total < HEADER_BYTES) {
            return new Faulty(
                    "its length field says " + total + " bytes, less than its own header", HashContent.NOTHING);
        }
        var records = HashRecords.read(bytes, HEADER_BYTES, Math.min(total, bytes.length));
        @Nullable String fault = fault(bytes, total, leftOver);
        if (fault == null) {
            fault = records.fault();
        }
        return fault == null ? new Sound(records.content()) : new Faulty(fault, records.content());
    }

    private static @Nullable String fault(byte[] bytes, int total, boolean leftOver) {
        int missing = total + CHECKSUM_BYTES - (leftOver ? bytes.length - 1 : bytes.length);
        boolean lastByteGuessed = leftOver && missing == 1;
        if (missing > 0 && !lastByteGuessed) {
            return truncatedBy(missing);
        }
        if (!Arrays.equals(bytes, total, total + CHECKSUM_HEADER.length, CHECKSUM_HEADER, 0, CHECKSUM_HEADER.length)) {
            return "no checksum record at byte " + total;
        }
        int checksumAt = total + CHECKSUM_HEADER.length;
        if (!Arrays.equals(bytes, checksumAt, total + CHECKSUM_BYTES, sha256(bytes, total), 0, 32)) {
            return lastByteGuessed ? truncatedBy(1) : "checksum does not match";
        }
        return null;
    }

    private static String truncatedBy(int bytes) {
        return "truncated by " + bytes + (bytes == 1 ? " byte" : " bytes");
    }

    static byte[] sha256(byte[] bytes, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Characters outside of ISO 8859-1 become a question mark, which is no base64 character either. */
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        return text.substring(0, end);
    }

    private static String notBase64(String text) {
        int at = 0;
        while (at < text.length() && isBase64(text.charAt(at))) {
            at++;
        }
        int character = at < text.length() ? text.codePointAt(at) : ' ';
        String shown = Character.isISOControl(character)
                ? String.format("U+%04X", character)
                : "'" + Character.toString(character) + "'";
        return "not base64: character " + shown + " at " + (at + 1);
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
