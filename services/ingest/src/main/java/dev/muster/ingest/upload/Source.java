package dev.muster.ingest.upload;

import dev.muster.model.event.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file of an upload.
 *
 * @param name as the person knows it, or null where none was given
 */
record Source(@Nullable String name, InputStream bytes) {

    private static final int LONGEST_NAME = 255;

    Source {
        name = name == null ? null : shown(name);
    }

    /** A name is shown to people and stored: no control characters, and not without end. */
    static String shown(String name) {
        String printable = name.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.strip();
    }

    /** The files of an upload, one after the other. */
    interface Sequence {

        /** The next file, or null after the last; what is left of the one before is skipped. */
        @Nullable
        Source next() throws IOException;

        /** What the sender said beside the files, of what is known after the first {@link #next}; null where nothing. */
        default @Nullable String field(String name) {
            return null;
        }

        /** What was put up with so far. */
        default List<Warning> warnings() {
            return List.of();
        }
    }

    /** An upload of one file. */
    static Sequence one(@Nullable String name, InputStream bytes) {
        return new Sequence() {
            private boolean given;

            @Override
            public @Nullable Source next() {
                boolean again = given;
                given = true;
                return again ? null : new Source(name, bytes);
            }
        };
    }
}
