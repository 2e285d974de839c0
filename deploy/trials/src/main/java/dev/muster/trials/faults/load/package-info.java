/**
 * Organizations that contest the same devices: they upload, check in, release and claim again, each for itself and by a
 * random sequence of its own, so that the same seed asks for the same.
 */
@NullMarked
package dev.muster.trials.faults.load;

import org.jspecify.annotations.NullMarked;
