package dev.muster.trials.faults.input;

/**
 * A record that was put on a topic by hand, that nobody can process, and that the broker has acknowledged.
 *
 * @param mark in its header {@value #HEADER}; no two are alike
 */
public record Poison(String mark, String topic) {
    /** The header by which such a record is known again. */
    public static final String HEADER = "trial-poison";
}
