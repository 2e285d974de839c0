package dev.muster.runtime.caller;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** The languages that texts come in. */
public final class Languages {

    private Languages() {}

    /** The first of English and French that {@code Accept-Language} names; English where it names neither. */
    public static Locale of(HttpHeaders headers) {
        return headers.getAcceptableLanguages().stream()
                .map(Locale::getLanguage)
                .filter(language -> language.equals("en") || language.equals("fr"))
                .findFirst()
                .map(Locale::of)
                .orElse(Locale.ENGLISH);
    }
}
