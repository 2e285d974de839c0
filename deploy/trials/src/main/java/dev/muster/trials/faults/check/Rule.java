package dev.muster.trials.faults.check;

/** What must hold. */
public enum Rule {
    SETTLED("all groups come to the end of their topics, and nothing stays pending"),
    ANSWERS("no answer is one that nothing excuses"),
    ACCEPTED("what was accepted is on the topics, row by row"),
    ONE_OUTCOME("every submitted row has exactly one outcome"),
    RIGHT_OUTCOME("a row has the outcome that it must have"),
    COUNTS("the counts of each registration add up"),
    ONE_OWNER("no device has two owners, and none has lost its owner"),
    LEDGER("the ledger decides each thing once, in order and by the rules"),
    EVENTS("the events tell what the ledger decided, all of it and nothing else"),
    REBUILD("the read model is what reading the topics from their start makes of them"),
    DEAD_LETTERS("the dead letters are the poison, byte for byte, and nothing else");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
