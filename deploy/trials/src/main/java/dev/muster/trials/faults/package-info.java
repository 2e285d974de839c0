/**
 * Whether anything is lost whatever dies: a system of its own under load from organizations that contest the same
 * devices, faults drawn from a seed, and then a checker that reads what was sent, the topics and the tables.
 *
 * <p>In: a built checkout and a seed. Out: a report, and exit code 1 where anything is not as it must be.
 */
@NullMarked
package dev.muster.trials.faults;

import org.jspecify.annotations.NullMarked;
