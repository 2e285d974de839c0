package dev.muster.trials.faults.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** The ids of devices, worked out from the contract alone. */
public final class Ids {
    private static final byte[] NAMESPACE = HexFormat.of().parseHex("7d3b9c1e52f45a869e0b4c8f21a6d370");
    private static final Map<String, String> ONE_NAME = Map.of(
            "dell inc.", "dell",
            "dell computer corporation", "dell",
            "hewlett-packard", "hp",
            "hp inc.", "hp",
            "lenovo group limited", "lenovo");

    private Ids() {}

    /** The id of the device that these two name, however they are spelled. */
    public static String device(String manufacturer, String serialNumber) {
        var maker = plain(manufacturer);
        return nameBased(ONE_NAME.getOrDefault(maker, maker) + "\n" + plain(serialNumber));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** A UUID of version 5. */
    private static String nameBased(String name) {
        try {
            var sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(NAMESPACE);
            var bytes = sha1.digest(name.getBytes(UTF_8));
            bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x50);
            bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
            var hex = HexFormat.of().formatHex(bytes, 0, 16);
            return hex.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
