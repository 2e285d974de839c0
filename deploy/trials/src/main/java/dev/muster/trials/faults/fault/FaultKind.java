package dev.muster.trials.faults.fault;

import java.util.Locale;

/** What can be done to the system. */
public enum FaultKind {
    /** {@code kill -9}; the supervisor starts the process again. */
    KILL,
    /** SIGSTOP, and SIGCONT after a while. */
    HOLD,
    /** SIGTERM: a member leaves its group in order, and joins it again when the supervisor has started it. */
    LEAVE,
    /** About half of the connections to the database are cut, each in the middle of what it carries next. */
    CUT_DATABASE,
    /** The same of those to the broker. */
    CUT_BROKER,
    /** For a while nothing reaches the database, and nothing comes from it; connections stay. */
    SILENT_DATABASE,
    /** The same of the broker. */
    SILENT_BROKER,
    /** The broker that alone has one partition of some topics is killed, and started again after a while. */
    PARTITION_OFFLINE,
    /** The clock of one process jumps by up to two hours, and after a while back. */
    CLOCK,
    /** Records that lie on a topic are put there once more. */
    DUPLICATES,
    /** The same in another order. */
    REORDERED,
    /** A record is put on its topic once more, cut short. */
    TRUNCATED,
    /** A record that nobody can process. */
    POISON;

    /** As reports name it, such as {@code cut-database}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is done to one process. */
    boolean isOfAProcess() {
        return this == KILL || this == HOLD || this == LEAVE || this == CLOCK;
    }
}
