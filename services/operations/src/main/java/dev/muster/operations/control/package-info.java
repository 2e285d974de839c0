/** What operators ask of the stages: pause, go on, go on from elsewhere, build the read model again. */
@NullMarked
package dev.muster.operations.control;

import org.jspecify.annotations.NullMarked;
