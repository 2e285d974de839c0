package dev.muster.model.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the first of a few bytes among many others, eight at a time: nearly all of a row is its hardware hash, in which
 * there is none of them.
 *
 * <p>A byte of eight is the wanted one where their exclusive or is zero there; {@code (v - 0x01) & ~v} has the highest bit
 * of each zero byte set, and, through what is borrowed, perhaps that of bytes above it, never below: the lowest is right.
 */
public final class ByteSearch {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;
    private final int least;

    private ByteSearch(long first, long second, long third, long fourth, int least) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
        this.least = least;
    }

    /** Looks for any of these, each of ASCII; they may be the same. */
    public static ByteSearch of(char first, char second, char third, char fourth) {
        return new ByteSearch(each(first), each(second), each(third), each(fourth), Byte.MIN_VALUE);
    }

    /** Looks for any of these, each of ASCII, and for what is no ASCII or less than {@code least}. */
    public static ByteSearch outsideOf(char least, char first, char second) {
        return new ByteSearch(each(first), each(second), each(second), each(second), least);
    }

    private static long each(char character) {
        return character * ONES;
    }

    /** Where in {@code bytes} the first of what is looked for is, of those before {@code to}; {@code to} if there is none. */
    public int find(byte[] bytes, int from, int to) {
        int at = from;
        boolean bounded = least > 0;
        long limit = bounded ? least * ONES : 0;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight ^ first) | zeros(eight ^ second) | zeros(eight ^ third) | zeros(eight ^ fourth);
            if (bounded) {
                found |= (eight - limit) | eight;
            }
            found &= HIGHEST_BITS;
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && !isWanted(bytes[at])) {
            at++;
        }
        return at;
    }

    private boolean isWanted(byte b) {
        return b < least || b == (byte) first || b == (byte) second || b == (byte) third || b == (byte) fourth;
    }

    /** The highest bit of each byte that is zero, and of perhaps more above the lowest of them. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }
}
