/** Who is trying out devices that belong to others, seen from how often that is refused: no Kafka, no database, no clock. */
@NullMarked
package dev.muster.claim.probing;

import org.jspecify.annotations.NullMarked;
