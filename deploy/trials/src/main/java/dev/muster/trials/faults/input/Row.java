package dev.muster.trials.faults.input;

/**
 * A row of a file.
 *
 * @param line on which it stands, the header being 1
 * @param manufacturer that the device truly has, in some spelling; empty where the row names no device
 * @param serialNumber likewise
 */
public record Row(int line, Expected expected, String manufacturer, String serialNumber) {}
