package dev.muster.model.identity;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which two spellings of a name are compared. */
public final class Normal {

    private Normal() {}

    /** Unicode NFKC, trimmed, inner blanks collapsed to one space, lower case. */
    public static String form(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        var out = new StringBuilder(compatible.length());
        boolean blank = false;
        for (int i = 0; i < compatible.length(); i++) {
            char c = compatible.charAt(i);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                blank = true;
                continue;
            }
            if (blank && !out.isEmpty()) {
                out.append(' ');
            }
            blank = false;
            out.append(c);
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
