/** How far a group is behind, in records and in seconds, and whether that is a reason to worry: pure functions. */
@NullMarked
package dev.muster.operations.lag;

import org.jspecify.annotations.NullMarked;
