package dev.muster.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.muster.model.hash.HardwareHashWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** What a device's firmware and operating system report of it, as a hardware hash has it. */
record Inventory(Brand brand, String model, String serialNumber, Instant captured, SplittableRandom random) {
    private static final int ETHERNET = 14;
    private static final int WIRELESS = 9;
    private static final int BLUETOOTH = 10;

    String hash() {
        var writer = HardwareHashWriter.begin().captured(captured, 4);
        processor(writer);
        storage(writer);
        network(writer);
        record(
                writer,
                9,
                little(20).putInt(1).putInt(1920).putInt(1080).putInt(309).putInt(174));
        writer.record(10, new byte[] {10, 2, 0, 0, 0});
        trustedPlatformModule(writer);
        system(writer);
        return writer.toBase64();
    }

    private void processor(HardwareHashWriter writer) {
        short cores = (short) (4 << random.nextInt(3));
        var counts = little(12).putShort((short) 1).putShort(cores).putShort((short) (2 * cores));
        record(writer, 2, counts);
        writer.text(3, brand.processor());
        var name = "GenuineIntel".equals(brand.processor()) ? "Intel(R) Core(TM) i7-1365U" : "AMD Ryzen 7 PRO 7840U";
        writer.record(4, Arrays.copyOf(name.getBytes(ISO_8859_1), 48));
        long gigabytes = 8L << random.nextInt(3);
        record(
                writer,
                5,
                little(21).putLong(gigabytes).putLong(64).putShort((short) 2).putShort((short) 1));
    }

    private void storage(HardwareHashWriter writer) {
        record(writer, 6, little(12).putLong(512).putShort((short) 17));
        var disk = "%s_%s|NVMe SAMSUNG MZVL2512HCJQ|".formatted(hex(8), hex(8));
        writer.record(7, disk.getBytes(ISO_8859_1));
    }

    private void network(HardwareHashWriter writer) {
        adapter(writer, ETHERNET, "PCI");
        adapter(writer, WIRELESS, "PCI");
        adapter(writer, BLUETOOTH, "USB");
    }

    private void adapter(HardwareHashWriter writer, int medium, String bus) {
        var name = (bus + "\0").getBytes(UTF_16LE);
        var address = bytes(6);
        address[0] &= (byte) 0xFC;
        var data = little(14 + name.length).putShort((short) medium).putShort((short) 0);
        record(writer, 8, data.put(address).putInt(name.length).put(name));
    }

    /** The endorsement key, and the device id that is its digest. */
    private void trustedPlatformModule(HardwareHashWriter writer) {
        var key = bytes(256);
        var id = little(42).putInt(0).putShort((short) 1).putInt(32).put(sha256(key));
        record(writer, 11, id);
        writer.record(13, "TPM-Version:2.0-Level:0-Revision:1.59-VendorID:'INTC'".getBytes(ISO_8859_1));
        writer.record(25, key);
    }

    private void system(HardwareHashWriter writer) {
        writer.uuid(new UUID(random.nextLong(), random.nextLong()));
        writer.text(14, serialNumber).text(15, brand.firmwareVendor()).text(16, brand.manufacturer());
        writer.text(17, model).text(18, "SKU-" + hex(4)).text(19, family());
        writer.text(20, brand.manufacturer()).text(21, "Board " + hex(4)).text(22, "A0" + random.nextInt(10));
        writer.text(23, "1." + random.nextInt(20));
        writer.text(24, "33%011d".formatted(random.nextLong(100_000_000_000L)));
        writer.text(26, "FQC-" + (10_000 + random.nextInt(90_000)));
    }

    private String family() {
        return model.contains(" ") ? model.substring(0, model.lastIndexOf(' ')) : model;
    }

    private String hex(int digits) {
        return "%08x".formatted(random.nextInt()).substring(8 - digits).toUpperCase(Locale.ROOT);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void record(HardwareHashWriter writer, int type, ByteBuffer data) {
        var bytes = new byte[data.capacity()];
        data.rewind().get(bytes);
        writer.record(type, bytes);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
