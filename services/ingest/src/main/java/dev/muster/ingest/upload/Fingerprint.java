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
        number(part.length);
        digest.update(part);
    }

    private void number(int number) {
        digest.update(new byte[] {(byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    /** Adds which file, its header, and each record with its line, which is part of a submission's id. */
    void add(Chunk chunk) {
        number(chunk.file());
        for (String name : chunk.header().names()) {
            add(name.getBytes(StandardCharsets.UTF_8));
        }
        for (var record : chunk.records()) {
            number(record.line());
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
