package dev.muster.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The running SHA-256 of an upload: each chunk's digest covers all that came before it. Line ends do not count. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint(@Nullable String orderId, @Nullable String purchaseId) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        add(orderId == null ? new byte[0] : orderId.getBytes(StandardCharsets.UTF_8));
        add(purchaseId == null ? new byte[0] : purchaseId.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] part) {
        int length = part.length;
        digest.update(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
        digest.update(part);
    }

    /** Adds which file, its header, and each record. */
    void add(Chunk chunk) {
        add(("file " + chunk.file() + " " + chunk.header().names()).getBytes(StandardCharsets.UTF_8));
        for (var record : chunk.records()) {
            add(record.bytes());
        }
    }

    /** Of all that was added so far, in hexadecimal. */
    String soFar() {
        try {
            var copy = (MessageDigest) digest.clone();
            return HexFormat.of().formatHex(copy.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the JDK can be cloned", e);
        }
    }
}
