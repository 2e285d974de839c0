package dev.muster.trials.faults.input;

/** What a row was made to become. */
public enum Expected {
    /** A sound hash: the ledger decides by who was first. */
    CLAIM("", ""),
    /** No hash, and no supplier has declared anything: to be had only by whom it belongs to already. */
    UNDECLARED("", ""),
    MALFORMED("ingest", "malformed-row"),
    SAMPLE("validator", "sample-data"),
    MISSING("validator", "missing-value"),
    BROKEN_HASH("validator", "hardware-hash-not-valid"),
    NO_SERIAL("validator", "serial-number-not-usable"),
    DIFFERENT("validator", "device-not-found");

    private final String by;
    private final String code;

    Expected(String by, String code) {
        this.by = by;
        this.code = code;
    }

    /** Whether the ledger is to decide it. */
    public boolean isForTheLedger() {
        return code.isEmpty();
    }

    /** The service that is to reject it; empty where the ledger is to decide. */
    public String by() {
        return by;
    }

    /** The code of the failure that it is to meet; empty where the ledger is to decide. */
    public String code() {
        return code;
    }
}
