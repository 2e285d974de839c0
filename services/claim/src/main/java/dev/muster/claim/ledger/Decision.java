package dev.muster.claim.ledger;

/** What comes of an ask: an entry of the ledger, or, for a row that may wait for its manifest, nothing yet. */
public sealed interface Decision permits Entry, Held {}
