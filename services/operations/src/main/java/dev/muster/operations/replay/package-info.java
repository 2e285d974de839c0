/** Dead letters tried again: chosen, sent at a rate, watched, recorded. */
@NullMarked
package dev.muster.operations.replay;

import org.jspecify.annotations.NullMarked;
