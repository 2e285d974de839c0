package dev.muster.local.system;

/** Something that the person at the keyboard can put right; the message is one line that says how. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UserError(String message) {
        super(message);
    }
}
