package dev.muster.runtime.topic;

/** Not every record of a set was acknowledged; any of them may have been written. Writing all again is harmless. */
public final class WriteFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WriteFailedException(Throwable cause) {
        super(cause);
    }
}
