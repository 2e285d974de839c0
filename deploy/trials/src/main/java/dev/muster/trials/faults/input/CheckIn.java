package dev.muster.trials.faults.input;

/**
 * A check-in that was answered with 202.
 *
 * @param at milliseconds since 1970; no two of a device are alike
 */
public record CheckIn(String tenant, String manufacturer, String serialNumber, long at, String user) {}
