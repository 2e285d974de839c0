package dev.muster.claim.ledger;

import java.time.Duration;

/**
 * What settings say for a claim.
 *
 * @param hold how long a row that no supplier has declared may wait; zero for not at all
 * @param catalogueRequired whether a row with a hardware hash needs a supplier's declaration too
 */
public record Terms(Duration hold, boolean catalogueRequired) {

    /** Where nobody has changed anything. */
    public static final Terms DEFAULTS = new Terms(Duration.ZERO, false);

    /** The same for a row that has waited long enough. */
    Terms withoutHold() {
        return new Terms(Duration.ZERO, catalogueRequired);
    }
}
