package dev.muster.ingest.upload;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of an upload.
 *
 * @param name as the person knows it, or null where none was given
 */
record Source(@Nullable String name, InputStream bytes) {

    /** The files of an upload, one after the other. */
    interface Sequence {

        /** The next file, or null after the last; what is left of the one before is skipped. */
        @Nullable
        Source next() throws IOException;
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
