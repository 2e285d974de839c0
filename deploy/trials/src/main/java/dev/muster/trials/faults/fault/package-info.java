/**
 * Faults: which ones, drawn from a seed; and how each is done to a running system and taken back again.
 */
@NullMarked
package dev.muster.trials.faults.fault;

import org.jspecify.annotations.NullMarked;
