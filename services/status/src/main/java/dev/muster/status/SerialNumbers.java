package dev.muster.status;

import dev.muster.model.identity.Normal;
import org.jspecify.annotations.Nullable;

/** Serial numbers, as the read model compares and orders them. */
public final class SerialNumbers {

    /** What an index can hold, and far more than any maker uses; a file can have anything in the column. */
    private static final int COMPARED = 256;

    private SerialNumbers() {}

    /** The beginning of the normal form of {@code serialNumber}; null for null. */
    public static @Nullable String comparable(@Nullable String serialNumber) {
        if (serialNumber == null) {
            return null;
        }
        String normal = Normal.form(serialNumber);
        return normal.length() <= COMPARED ? normal : normal.substring(0, COMPARED);
    }
}
