package dev.muster.trials.faults.fault;

import java.time.Duration;

/**
 * One fault.
 *
 * @param target the service, broker or database that it is done to, such as {@code claim}; empty where the kind says it all
 * @param after the fault before it
 * @param lasts until it is taken back, where there is something to take back
 * @param seed of whatever else is to be drawn
 */
public record Fault(FaultKind kind, String target, Duration after, Duration lasts, long seed) {
    /** As reports name it, such as {@code kill claim}. */
    public String name() {
        return target.isEmpty() ? kind.id() : kind.id() + " " + target;
    }
}
