/**
 * Trials of the running system: what it can do, measured from outside, with every outcome compared row by row.
 *
 * <p>In: a built checkout. Out: figures as text and JSON, and a plot. Promise: a figure whose outcome was not as expected
 * is not given.
 */
@NullMarked
package dev.muster.trials;

import org.jspecify.annotations.NullMarked;
