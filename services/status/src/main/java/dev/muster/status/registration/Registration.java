package dev.muster.status.registration;

import dev.muster.model.event.Warning;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload, as it is answered.
 *
 * @param onBehalfOf the organization for which a partner uploaded; absent where it uploaded for itself
 */
public record Registration(
        UUID id,
        String state,
        List<String> fileNames,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Counts counts,
        Map<String, Integer> failedByCode,
        List<Warning> warnings,
        Instant submittedAt,
        @Nullable Instant completedAt,
        String submittedBy,
        @Nullable String onBehalfOf) {

    static final String COMPLETED = "completed";

    /** {@code pending + registered + failed = total}, in every answer. */
    public record Counts(int total, int pending, int registered, int failed) {}

    /**
     * The answer from what is stored. While the upload is still coming, the total is the rows seen so far.
     *
     * @param tally rows by outcome
     * @param decidedAt when the last of its rows was decided, or null
     */
    static Registration of(RegistrationRow row, Map<String, Integer> tally, @Nullable Instant decidedAt) {
        var opened = Objects.requireNonNull(row.opened());
        var closed = row.closed();
        var failedByCode = new TreeMap<>(tally);
        failedByCode.remove(Tally.PENDING);
        failedByCode.remove(Tally.REGISTERED);
        failedByCode.values().removeIf(n -> n == 0);
        int registered = tally.getOrDefault(Tally.REGISTERED, 0);
        int failed = failedByCode.values().stream().mapToInt(Integer::intValue).sum();
        int seen = tally.getOrDefault(Tally.PENDING, 0) + registered + failed;
        int total = closed == null ? seen : Math.max(closed.rows(), seen);
        var counts = new Counts(total, total - registered - failed, registered, failed);
        String state = state(row, counts);
        return new Registration(
                row.key(),
                state,
                closed == null ? opened.fileNames() : closed.fileNames(),
                opened.orderId(),
                opened.purchaseId(),
                counts,
                failedByCode,
                closed == null ? List.of() : closed.warnings(),
                opened.submittedAt(),
                state.equals(COMPLETED) ? latest(closed == null ? null : closed.closedAt(), decidedAt) : null,
                opened.submittedBy(),
                opened.partner() == null ? null : row.tenant());
    }

    private static String state(RegistrationRow row, Counts counts) {
        if (row.closed() != null) {
            return counts.pending() == 0 ? COMPLETED : "processing";
        }
        boolean broken =
                row.opened() == null || row.interruptedAttempt() >= row.opened().attempt();
        return broken ? "interrupted" : "receiving";
    }

    private static @Nullable Instant latest(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }
}
