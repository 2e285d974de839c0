package dev.muster.model.identity;

import java.util.Map;

/** Manufacturers that write their own name in more than one way. */
final class Manufacturers {

    /** Normalised spelling to the name that stands for it. Changing an entry changes device ids: only ever add. */
    private static final Map<String, String> ALIASES = Map.of(
            "hewlett-packard", "hp",
            "hewlett packard", "hp",
            "hewlett-packard company", "hp",
            "hp inc.", "hp",
            "dell inc.", "dell",
            "dell computer corporation", "dell",
            "lenovo group limited", "lenovo");

    private Manufacturers() {}

    static String known(String normalised) {
        return ALIASES.getOrDefault(normalised, normalised);
    }
}
