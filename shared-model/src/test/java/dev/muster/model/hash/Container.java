package dev.muster.model.hash;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Hardware hashes made by hand, byte by byte, and so without the writer and with any mistake that is wanted. */
final class Container {

    /** The synthetic known answer, without its padding: 98 bytes. */
    static final String KNOWN_ANSWER =
            "T0E+AAwAFAAzIhEAVUR3ZoiZqrvM3e7/DgAOAFNOLTAwMDEyMwAQAAwAQ29udG9zbwARAAwATW9kZWwtMQBDUyQABevj0RmR4cRKv6a+"
                    + "dRVzM54NayVgw+CLA3HJvz0hUTA";

    /** The same as current Windows gives it. */
    static final String PADDED_KNOWN_ANSWER = KNOWN_ANSWER + "A".repeat(4000 - KNOWN_ANSWER.length());

    private Container() {}

    /** Magic, length, {@code records} as they are, and the right checksum. */
    static byte[] around(byte[] records) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'O', 'A'});
        out.writeBytes(u16(records.length + 4));
        out.writeBytes(records);
        byte[] checksum = sha256(out.toByteArray());
        out.writeBytes(new byte[] {'C', 'S', 36, 0});
        out.writeBytes(checksum);
        return out.toByteArray();
    }

    /** A record that says that it is {@code length} bytes long, whatever it is. */
    static byte[] record(int type, int length, byte... data) {
        return join(u16(type), u16(length), data);
    }

    /** An honest record of text. */
    static byte[] text(int type, String text) {
        byte[] data = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return record(type, data.length + 4, data);
    }

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] u16(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }
}
