package dev.muster.status;

import org.jspecify.annotations.Nullable;

/** Texts of files and of check-ins, as far as the read model keeps them. */
public final class Texts {

    /** What an index can hold in any script, and far more than any maker uses; a file can have anything in a column. */
    private static final int KEPT = 256;

    private Texts() {}

    /** The beginning of {@code text}, in whole characters; null for null. */
    public static @Nullable String kept(@Nullable String text) {
        if (text == null || text.length() <= KEPT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(KEPT - 1)) ? KEPT - 1 : KEPT);
    }
}
