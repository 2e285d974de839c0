package dev.muster.trials.faults.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault that was done.
 *
 * @param process it was done to, such as {@code claim-2}; empty where it was done to none
 * @param detail what was met: how many connections, how many records
 * @param back of a process that had to be started again: how long until it was ready
 */
public record Carried(Fault fault, String process, String detail, Optional<Duration> back) {}
