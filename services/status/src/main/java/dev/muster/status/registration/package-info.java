/** Answers about uploads: counts, failures, progress. */
@NullMarked
package dev.muster.status.registration;

import org.jspecify.annotations.NullMarked;
