/** Which dead letters may be tried again: a pure function. */
@NullMarked
package dev.muster.operations.guard;

import org.jspecify.annotations.NullMarked;
