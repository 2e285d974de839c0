/**
 * A clock that jumps: an agent in a service's JVM that makes the time of day of that process differ, by what a file says,
 * for the service's own clock and for its Kafka client. The machine's clock stays as it is.
 */
@NullMarked
package dev.muster.trials.faults.clock;

import org.jspecify.annotations.NullMarked;
