/** How fast: the services beside the floor, on the same broker and database. */
@NullMarked
package dev.muster.trials.speed;

import org.jspecify.annotations.NullMarked;
