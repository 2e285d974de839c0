package dev.muster.runtime.stage;

import dev.muster.model.event.Event;

/**
 * An event that a stage tells.
 *
 * @param event the fact
 * @param cause the record from which it follows, whose trace it continues
 */
public record Emitted(Event event, Received cause) {}
