package dev.muster.trials.faults.check;

/**
 * What a record says, as far as the proof needs it. Two records that say the same are the same fact; ids are as they are
 * written.
 */
public sealed interface Fact {

    /** A fact about one row. */
    sealed interface AboutRow extends Fact {
        String submission();

        String tenant();

        String device();
    }

    record Submitted(String submission, String tenant, String device, String order) implements AboutRow {}

    record Validated(String submission, String tenant, String device, boolean hashed) implements AboutRow {}

    /** By claim with its place in the ledger, by others with 0. */
    record Rejected(String submission, String tenant, String device, String by, String code, long sequence)
            implements AboutRow {}

    record Claimed(String submission, String tenant, String device, long sequence) implements AboutRow {}

    record ReleaseRequested(String release, String tenant, String device) implements Fact {}

    /** Granted or refused. */
    record ReleaseDecided(String release, String tenant, String device, long sequence, boolean granted)
            implements Fact {}

    /** Times in milliseconds since 1970. */
    record CheckedIn(String tenant, String device, long at, long receivedAt, String user) implements Fact {}

    record Opened(String registration, String tenant, int attempt, String order) implements Fact {}

    record Interrupted(String registration, String tenant, int attempt) implements Fact {}

    record Closed(String registration, String tenant, int rows, int accepted, int malformed) implements Fact {}
}
