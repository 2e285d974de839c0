package dev.muster.storage;

/** Another process was faster between our reading and our writing; everything is rolled back and is simply done again. */
public final class RacedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what the other one wrote. */
    public RacedException(String what) {
        super(what, null, false, false);
    }
}
