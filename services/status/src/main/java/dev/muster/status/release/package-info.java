/** Answers about releases. */
@NullMarked
package dev.muster.status.release;

import org.jspecify.annotations.NullMarked;
