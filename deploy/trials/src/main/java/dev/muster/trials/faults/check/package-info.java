/**
 * The proof: what was asked, all records of all topics and the tables of both databases side by side, and everything that
 * does not fit together, in words.
 *
 * <p>In: a {@link dev.muster.trials.faults.check.World}. Out: violations. Promise: shares no code with what it checks. It
 * reads the records' JSON and the tables' columns by itself, and has rules of its own for ids, order and outcomes.
 */
@NullMarked
package dev.muster.trials.faults.check;

import org.jspecify.annotations.NullMarked;
