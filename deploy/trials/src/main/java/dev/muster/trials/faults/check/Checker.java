package dev.muster.trials.faults.check;

import java.util.List;

/** Finds everything in a world that must not be. */
public final class Checker {
    private Checker() {}

    /** What does not hold, in the order of the rules; empty where all is well. */
    public static List<Violation> check(World world) {
        var findings = new Findings();
        new InputCheck(world, findings).check();
        new OutcomeCheck(world, findings).check();
        new LedgerCheck(world, findings).check();
        new ReadModelCheck(world, findings).check();
        new LetterCheck(world, findings).check();
        return findings.all();
    }
}
