package dev.muster.status.projection;

import dev.muster.model.event.DeviceRejected.By;
import dev.muster.model.failure.FailureCode;

/** How far a submission has come. The higher stands and never goes back. */
public enum Outcome {
    PENDING(0),
    UNEXPECTED_ERROR(1),
    REJECTED_BY_INGEST(2),
    REJECTED_BY_VALIDATOR(3),
    REFUSED_BY_CLAIM(4),
    REGISTERED(5);

    private final int rank;

    Outcome(int rank) {
        this.rank = rank;
    }

    /** Its place in the order, which the table of submissions holds. */
    public int rank() {
        return rank;
    }

    /** The outcome of that rank. */
    public static Outcome of(int rank) {
        for (Outcome outcome : values()) {
            if (outcome.rank == rank) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome of rank " + rank);
    }

    /** The outcome that a rejection by {@code by} for {@code code} means. */
    static Outcome rejected(By by, FailureCode code) {
        if (code == FailureCode.UNEXPECTED_ERROR) {
            return UNEXPECTED_ERROR;
        }
        return switch (by) {
            case INGEST -> REJECTED_BY_INGEST;
            case VALIDATOR -> REJECTED_BY_VALIDATOR;
            case CLAIM -> REFUSED_BY_CLAIM;
        };
    }

    public boolean isFailure() {
        return this != PENDING && this != REGISTERED;
    }
}
