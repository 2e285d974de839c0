/** Watches the consumer groups: asks the broker once for all who want to know. */
@NullMarked
package dev.muster.operations.watch;

import org.jspecify.annotations.NullMarked;
