/** What every trial needs: a system of its own, load for it, what came of it row by row, and what it cost. */
@NullMarked
package dev.muster.trials.system;

import org.jspecify.annotations.NullMarked;
