/** Dead letters: each record as it was, and what became of it. */
@NullMarked
package dev.muster.operations.letter;

import org.jspecify.annotations.NullMarked;
