package dev.muster.claim.ledger;

import dev.muster.model.failure.FailureCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the ledger can decide. */
public enum Outcome {
    CLAIMED("claimed", null),
    RELEASED("released", null),
    RELEASE_REFUSED("release-refused", null),
    DEVICE_NOT_FOUND("device-not-found", FailureCode.DEVICE_NOT_FOUND),
    DUPLICATE_IN_UPLOAD("duplicate-in-upload", FailureCode.DUPLICATE_IN_UPLOAD),
    DEVICE_ALREADY_REGISTERED("device-already-registered", FailureCode.DEVICE_ALREADY_REGISTERED),
    CLAIMED_BY_ANOTHER("device-claimed-by-another-organization", FailureCode.DEVICE_CLAIMED_BY_ANOTHER_ORGANIZATION);

    private static final Map<String, Outcome> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Outcome::storedAs, Function.identity()));

    private final String storedAs;
    private final @Nullable FailureCode failure;

    Outcome(String storedAs, @Nullable FailureCode failure) {
        this.storedAs = storedAs;
        this.failure = failure;
    }

    /** How the ledger's table names it. */
    public String storedAs() {
        return storedAs;
    }

    /** Why a claim was refused; null for every other outcome. */
    public @Nullable FailureCode failure() {
        return failure;
    }

    /** The outcome that the ledger's table names so. */
    public static Outcome stored(String name) {
        Outcome outcome = BY_NAME.get(name);
        if (outcome == null) {
            throw new IllegalArgumentException("the ledger holds an unknown outcome: " + name);
        }
        return outcome;
    }
}
