/**
 * Guarantees broken on purpose, as a defect of a service would break them: to see that the checker finds it. Nothing of
 * it is in a service; it is done to the groups, topics and tables of a trial's own system that has come to rest.
 */
@NullMarked
package dev.muster.trials.faults.breaking;

import org.jspecify.annotations.NullMarked;
