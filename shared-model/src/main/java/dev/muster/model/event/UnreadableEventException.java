package dev.muster.model.event;

/** Bytes on a topic that are not an event: poison. Has no cause, because what Jackson says quotes the payload. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableEventException(String message) {
        super(message);
    }
}
