package dev.muster.model.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the first byte that needs a closer look among many that do not, eight at a time: nearly all of a row is its
 * hardware hash, in which there is none of them.
 *
 * <p>Taking one away from a byte of zero, or a bound from a byte below it, sets the highest bit of the byte, and, through
 * what is borrowed, perhaps that of bytes above it, never below; that of other bytes of ASCII stays unset. So of the bytes
 * with that bit the lowest is right.
 */
public final class ByteSearch {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private final char least;
    private final char first;
    private final char second;

    private ByteSearch(char least, char first, char second) {
        this.least = least;
        this.first = first;
        this.second = second;
    }

    /** Looks for any of these two, each of ASCII, and for what is no ASCII or less than {@code least}. */
    public static ByteSearch outsideOf(char least, char first, char second) {
        return new ByteSearch(least, first, second);
    }

    /** Where in {@code bytes} the first of what is looked for is, of those before {@code to}; {@code to} if there is none. */
    public int find(byte[] bytes, int from, int to) {
        long below = least * ONES;
        long one = first * ONES;
        long other = second * ONES;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = (eight | (eight - below) | ((eight ^ one) - ONES) | ((eight ^ other) - ONES)) & HIGHEST_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] >= least && bytes[at] != first && bytes[at] != second) {
            at++;
        }
        return at;
    }
}
