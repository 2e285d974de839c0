package dev.muster.trials.faults.check;

/** A rule that does not hold, and where. */
public record Violation(Rule rule, String what) {}
