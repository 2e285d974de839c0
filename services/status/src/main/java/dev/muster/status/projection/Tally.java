package dev.muster.status.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** By how much a batch changes the counts of uploads: each row leaves the count that it stood in for the one that it stands in. */
public final class Tally {

    /** A count of one upload. */
    public record Key(UUID registrationId, String outcome) {}

    public static final String PENDING = "pending";
    public static final String REGISTERED = "registered";

    private final Map<Key, Integer> deltas = new HashMap<>();

    /** Counts the change of one submission; {@code before} is null where it was not known. */
    public void count(@Nullable SubmissionRow before, SubmissionRow after) {
        String now = outcome(after);
        String then = before == null ? null : outcome(before);
        if (Objects.equals(now, then)) {
            return;
        }
        add(after, now, 1);
        if (then != null) {
            add(after, then, -1);
        }
    }

    private void add(SubmissionRow row, String outcome, int delta) {
        deltas.merge(new Key(row.key().registration(), outcome), delta, Integer::sum);
    }

    /** The changes that are not nothing. */
    public Map<Key, Integer> deltas() {
        deltas.values().removeIf(delta -> delta == 0);
        return deltas;
    }

    /** {@code pending}, {@code registered}, or the code of the failure. */
    private static String outcome(SubmissionRow row) {
        return switch (row.outcome()) {
            case PENDING -> PENDING;
            case REGISTERED -> REGISTERED;
            case UNEXPECTED_ERROR, REJECTED_BY_INGEST, REJECTED_BY_VALIDATOR, REFUSED_BY_CLAIM ->
                Objects.requireNonNull(row.failed()).code().code();
        };
    }
}
