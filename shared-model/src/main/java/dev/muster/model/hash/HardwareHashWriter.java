package dev.muster.model.hash;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/** Writes a structurally real hardware hash, record by record, for samples and tests. It proves nothing: anyone can. */
public final class HardwareHashWriter {

    private static final int PADDED_BYTES = 3000;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final ByteArrayOutputStream records = new ByteArrayOutputStream(1200);

    private HardwareHashWriter() {}

    public static HardwareHashWriter begin() {
        return new HardwareHashWriter();
    }

    /** Appends one record of any type. */
    public HardwareHashWriter record(int type, byte[] data) {
        int length = HashRecords.RECORD_HEADER + data.length;
        records.writeBytes(new byte[] {(byte) type, (byte) (type >> 8), (byte) length, (byte) (length >> 8)});
        records.writeBytes(data);
        return this;
    }

    /** Appends a record of single-byte text, ended by a NUL. */
    public HardwareHashWriter text(int type, String text) {
        return record(type, (text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Record 12, the SMBIOS UUID. */
    public HardwareHashWriter uuid(UUID uuid) {
        long high = uuid.getMostSignificantBits();
        var data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt((int) (high >> 32)).putShort((short) (high >> 16)).putShort((short) high);
        data.order(ByteOrder.BIG_ENDIAN).putLong(uuid.getLeastSignificantBits());
        return record(HashRecords.SMBIOS_UUID, data.array());
    }

    /** Record 1: a tool and an operating system of a plausible build, and when the hash was taken. */
    public HardwareHashWriter captured(Instant at, int utcOffsetQuarterHours) {
        var data = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0).putShort((short) 10).putShort((short) 1).putShort((short) 22621);
        data.putShort((short) 0).putShort((short) 10).putShort((short) 2428).putShort((short) 22621);
        data.putInt((int) (at.getEpochSecond() - EPOCH.getEpochSecond()));
        data.put((byte) utcOffsetQuarterHours).put((byte) 1).put((byte) 9).put((byte) 3);
        return record(1, data.array());
    }

    /** The whole, with its checksum, without padding. */
    public byte[] bytes() {
        int total = HardwareHashDecoder.HEADER_BYTES + records.size();
        var out =
                ByteBuffer.allocate(total + HardwareHashDecoder.CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'O').put((byte) 'A').putShort((short) total).put(records.toByteArray());
        byte[] checksum = HardwareHashDecoder.sha256(out.array(), total);
        return out.put((byte) 'C')
                .put((byte) 'S')
                .putShort((short) 36)
                .put(checksum)
                .array();
    }

    /** As current Windows gives it: padded with zeros to 3000 bytes, which are 4000 characters. */
    public String toBase64() {
        byte[] bytes = bytes();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, Math.max(bytes.length, PADDED_BYTES)));
    }
}
