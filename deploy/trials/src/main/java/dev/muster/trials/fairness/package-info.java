/** Whether a large upload makes others wait. */
@NullMarked
package dev.muster.trials.fairness;

import org.jspecify.annotations.NullMarked;
