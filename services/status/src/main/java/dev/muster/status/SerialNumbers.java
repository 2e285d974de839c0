package dev.muster.status;

import dev.muster.model.identity.Normal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Serial numbers, as the read model compares, orders and searches them. */
public final class SerialNumbers {

    /** How many characters a gram has: a search for fewer looks at each serial number. */
    public static final int GRAM = 3;

    private static final int FNV_BASIS = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private SerialNumbers() {}

    /** The beginning of the normal form of {@code serialNumber}; null for null. */
    public static @Nullable String comparable(@Nullable String serialNumber) {
        return serialNumber == null ? null : Texts.kept(Normal.form(serialNumber));
    }

    /**
     * A number for each three characters in a row of {@code serialNumber}, as PostgreSQL writes an array; the numbers of
     * one organization are not those of another. What contains a text has all numbers of that text.
     */
    public static String grams(String tenant, String serialNumber) {
        String normal = comparable(serialNumber);
        int[] points = normal == null ? new int[0] : normal.codePoints().toArray();
        int seed = tenant.codePoints().reduce(FNV_BASIS, SerialNumbers::hash);
        int[] grams = new int[Math.max(0, points.length - GRAM + 1)];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = hash(hash(hash(seed, points[i]), points[i + 1]), points[i + 2]);
        }
        Arrays.sort(grams);
        return distinct(grams);
    }

    /** Numbers in order, each once. */
    private static String distinct(int[] ordered) {
        var array = new StringBuilder(2 + 12 * ordered.length).append('{');
        for (int i = 0; i < ordered.length; i++) {
            if (i == 0) {
                array.append(ordered[i]);
            } else if (ordered[i] != ordered[i - 1]) {
                array.append(',').append(ordered[i]);
            }
        }
        return array.append('}').toString();
    }

    private static int hash(int hash, int point) {
        return (hash ^ point) * FNV_PRIME;
    }
}
