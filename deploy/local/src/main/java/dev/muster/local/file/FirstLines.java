package dev.muster.local.file;

import java.util.UUID;

/** On which line each device came first; small, so that a file of millions fits in the memory of a command. */
final class FirstLines {
    private long[] keys = new long[1 << 12];
    private int[] lines = new int[1 << 12];
    private int count;

    /** The line on which the device came first; it is {@code line} where it has not come before. */
    int of(UUID device, int line) {
        int at = place(key(device));
        if (lines[at] != 0) {
            return lines[at];
        }
        keys[at] = key(device);
        lines[at] = line;
        if (++count > keys.length / 4 * 3) {
            grow();
        }
        return line;
    }

    /** Half of the id: that two devices of one file share it is as good as impossible. */
    private static long key(UUID device) {
        return device.getMostSignificantBits() ^ Long.rotateLeft(device.getLeastSignificantBits(), 32);
    }

    /** Where the key stands, or the free place for it. */
    private int place(long key) {
        int mask = keys.length - 1;
        int at = Long.hashCode(key) & mask;
        while (lines[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldLines = lines;
        keys = new long[oldKeys.length * 2];
        lines = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLines[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                lines[at] = oldLines[i];
            }
        }
    }
}
