package dev.muster.storage;

/** A checked failure of a transaction, which was rolled back. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseException(Throwable cause) {
        super(cause);
    }
}
