package dev.muster.status;

import dev.muster.model.identity.Normal;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Serial numbers, as the read model compares, orders and searches them. */
public final class SerialNumbers {

    /** What an index can hold, and far more than any maker uses; a file can have anything in the column. */
    private static final int COMPARED = 256;

    /** How many characters a gram has: a search for fewer looks at each serial number. */
    public static final int GRAM = 3;

    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private SerialNumbers() {}

    /** The beginning of the normal form of {@code serialNumber}; null for null. */
    public static @Nullable String comparable(@Nullable String serialNumber) {
        if (serialNumber == null) {
            return null;
        }
        String normal = Normal.form(serialNumber);
        return normal.length() <= COMPARED ? normal : normal.substring(0, COMPARED);
    }

    /**
     * A number for each three characters in a row of {@code serialNumber}, as PostgreSQL writes an array; the numbers of
     * one organization are not those of another. What contains a text has all numbers of that text.
     */
    public static String grams(String tenant, String serialNumber) {
        String normal = comparable(serialNumber);
        int[] points = normal == null ? new int[0] : normal.codePoints().toArray();
        int seed = tenant.codePoints().reduce(FNV_BASIS, SerialNumbers::hash);
        var grams = new TreeSet<Integer>();
        for (int i = 0; i + GRAM <= points.length; i++) {
            int gram = seed;
            for (int j = i; j < i + GRAM; j++) {
                gram = hash(gram, points[j]);
            }
            grams.add(gram);
        }
        return grams.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static int hash(int hash, int point) {
        return (hash ^ point) * FNV_PRIME;
    }
}
