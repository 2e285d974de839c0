/** From events to rows. Each row is a merge that keeps the greatest, so order and repetition do not matter; pure functions: no Kafka, no database, no clock. */
@NullMarked
package dev.muster.status.projection;

import org.jspecify.annotations.NullMarked;
