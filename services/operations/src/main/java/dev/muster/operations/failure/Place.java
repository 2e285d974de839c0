package dev.muster.operations.failure;

/** Where a record lies. */
public record Place(String topic, int partition, long offset) {}
