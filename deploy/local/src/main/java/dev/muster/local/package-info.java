/** Muster on one machine: the entry of the command line that {@code ./muster} starts. */
@NullMarked
package dev.muster.local;

import org.jspecify.annotations.NullMarked;
