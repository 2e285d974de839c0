/** The decisions, as pure functions over what was asked and what the ledger knows: no Kafka, no database, no clock. */
@NullMarked
package dev.muster.claim.ledger;

import org.jspecify.annotations.NullMarked;
