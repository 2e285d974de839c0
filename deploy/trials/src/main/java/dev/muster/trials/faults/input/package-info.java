/** What the trial has asked of the system, with the answers: what the checker holds the system to. */
@NullMarked
package dev.muster.trials.faults.input;

import org.jspecify.annotations.NullMarked;
