package dev.muster.ingest.csv;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The usual cause of a value too many: a company's name with a comma, from which a script has stripped the quotes. */
final class UnquotedComma {

    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?i)\\s*(inc|incorporated|ltd|limited|llc|l\\.l\\.c|corp|corporation|co|gmbh|ag|s\\.?a|plc|pty)\\b\\.?.*");

    private UnquotedComma() {}

    /** The value that was cut in two, as it should have been written, or null where none looks like it. */
    static @Nullable String find(List<String> cells, char separator) {
        for (int i = 1; i < cells.size(); i++) {
            boolean continued = cells.get(i).startsWith(" ")
                    || LEGAL_FORM.matcher(cells.get(i)).matches();
            if (continued && !cells.get(i - 1).isBlank() && cells.get(i).length() < 100) {
                return cells.get(i - 1).strip() + separator + cells.get(i);
            }
        }
        return null;
    }
}
