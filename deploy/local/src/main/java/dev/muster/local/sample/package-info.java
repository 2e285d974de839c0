/**
 * Files of made-up devices with structurally real hardware hashes, and what must become of each row.
 *
 * <p>In: how many, which format, a seed. Out: a CSV of any length, written row by row, and the outcomes to expect of it.
 */
@NullMarked
package dev.muster.local.sample;

import org.jspecify.annotations.NullMarked;
