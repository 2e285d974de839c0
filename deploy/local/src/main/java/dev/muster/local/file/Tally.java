package dev.muster.local.file;

import dev.muster.model.failure.FailureCode;
import java.util.EnumMap;
import java.util.Map;

/** How many rows of a file are good, and how many would fail with which code. */
public final class Tally {
    private final Map<FailureCode, Long> failed = new EnumMap<>(FailureCode.class);
    private long total;
    private long undeclared;

    void count(Inspected row) {
        total++;
        if (row.fails()) {
            failed.merge(row.findings().getFirst().code(), 1L, Long::sum);
        }
        if (row.undeclared()) {
            undeclared++;
        }
    }

    public long total() {
        return total;
    }

    public long failed() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    public long good() {
        return total - failed();
    }

    /** Of the good ones, those without a hash. */
    public long undeclared() {
        return undeclared;
    }

    /** By the code that decides, in the order of the codes. */
    public Map<FailureCode, Long> failedByCode() {
        return new EnumMap<>(failed);
    }
}
