/**
 * The decisions, as pure functions over what was asked, what the ledger knows, what suppliers declared and what settings
 * say: no Kafka, no database, no clock.
 */
@NullMarked
package dev.muster.claim.ledger;

import org.jspecify.annotations.NullMarked;
