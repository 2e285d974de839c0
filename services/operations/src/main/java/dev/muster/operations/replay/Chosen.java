package dev.muster.operations.replay;

import dev.muster.operations.guard.Fate;
import dev.muster.operations.guard.Letter;

/** A dead letter that was chosen, and what is to be done with it. */
record Chosen(Letter letter, Fate fate) {}
