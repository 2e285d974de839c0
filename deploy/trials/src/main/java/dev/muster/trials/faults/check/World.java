package dev.muster.trials.faults.check;

import dev.muster.trials.faults.input.Inputs;

/** All that there is to compare. */
public record World(Inputs inputs, Topics topics, Ledger ledger, ReadModel readModel) {}
