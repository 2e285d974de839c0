package dev.muster.model;

import java.util.Locale;

/** Runs a test as on a machine of another language: {@code try (var turkish = DefaultLocale.of("tr-TR")) {...}}. */
public final class DefaultLocale implements AutoCloseable {

    private final Locale before = Locale.getDefault();

    private DefaultLocale(String languageTag) {
        Locale.setDefault(Locale.forLanguageTag(languageTag));
    }

    public static DefaultLocale of(String languageTag) {
        return new DefaultLocale(languageTag);
    }

    public String language() {
        return Locale.getDefault().getLanguage();
    }

    @Override
    public void close() {
        Locale.setDefault(before);
    }
}
