package dev.muster.model.identity;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which two spellings of a name are compared. */
public final class Normal {

    private Normal() {}

    /** Unicode NFKC, trimmed, inner blanks collapsed to one space, lower case. */
    public static String form(String text) {
        String compatible = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        return (hasBlank(compatible) ? collapsed(compatible) : compatible).toLowerCase(Locale.ROOT);
    }

    private static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String collapsed(String text) {
        var out = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                blank = true;
                continue;
            }
            if (blank && !out.isEmpty()) {
                out.append(' ');
            }
            blank = false;
            out.append(c);
        }
        return out.toString();
    }

    /** Whether there is nothing in {@code text} but blanks of any kind, those that do not break included. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Which is in every normal form already. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }
}
