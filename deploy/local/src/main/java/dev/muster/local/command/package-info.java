/**
 * The commands of {@code ./muster}: each turns what was typed into calls of the other packages, and what came of it into
 * lines and an exit code (0 done, 1 not done, 2 not understood).
 */
@NullMarked
package dev.muster.local.command;

import org.jspecify.annotations.NullMarked;
