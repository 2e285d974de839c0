/**
 * Builds a second set of the read model's tables from the topics while the first one serves, compares the two, and
 * switches. In: {@code RebuildRequested} on {@code control.v1}. Out: {@code RebuildReported}, there too.
 */
@NullMarked
package dev.muster.status.rebuild;

import org.jspecify.annotations.NullMarked;
