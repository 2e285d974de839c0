package dev.muster.trials.faults.input;

/** A device that was to be given up, and the id that the 202 gave; without an answer nothing is noted. */
public record Release(String id, String tenant, String device) {}
