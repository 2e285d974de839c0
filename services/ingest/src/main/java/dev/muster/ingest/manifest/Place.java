package dev.muster.ingest.manifest;

import dev.muster.runtime.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a list of failures: behind the row {@code row} of the file {@code file}. */
record Place(int file, int row) {

    private static final Place BEGINNING = new Place(0, 0);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /** What a caller hands back to go on; throws ProblemException where this was never given out. */
    static Place of(@Nullable String cursor) {
        if (cursor == null) {
            return BEGINNING;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Matcher matcher = TEXT.matcher(text);
            if (matcher.matches()) {
                return new Place(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw ProblemException.invalidParameter("cursor is not one that was given as next.");
    }

    String cursor() {
        byte[] text = (file + "/" + row).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }
}
