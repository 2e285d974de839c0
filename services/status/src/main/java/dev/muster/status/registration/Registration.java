package dev.muster.status.registration;

import dev.muster.model.event.Warning;
import dev.muster.status.projection.RegistrationRow;
import dev.muster.status.projection.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An upload, as it is answered.
 *
 * @param state receiving, interrupted, processing or completed
 * @param advice what the person should do about an upload that was interrupted; absent otherwise
 * @param secondsTaken from when it was submitted until it was completed
 * @param secondsLeft in the progress of an upload that was read to its end: how long the rest takes at the pace of the
 *     last seconds
 * @param onBehalfOf the organization for which a partner uploaded; absent where it uploaded for itself
 */
public record Registration(
        UUID id,
        String state,
        @Nullable String advice,
        List<String> fileNames,
        @Nullable String orderId,
        @Nullable String purchaseId,
        Counts counts,
        Map<String, Integer> failedByCode,
        List<Warning> warnings,
        Instant submittedAt,
        @Nullable Instant completedAt,
        @Nullable Double secondsTaken,
        @Nullable Long secondsLeft,
        String submittedBy,
        @Nullable String onBehalfOf) {

    static final String COMPLETED = "completed";
    static final String PROCESSING = "processing";
    private static final String INTERRUPTED = "interrupted";

    /** {@code pending + registered + failed = total}, in every answer. */
    public record Counts(int total, int pending, int registered, int failed) {}

    /**
     * The answer from what is stored. While the upload is still coming, the total is the rows seen so far.
     *
     * @param tally rows by outcome
     */
    static Registration of(RegistrationRow row, Map<String, Integer> tally, Locale language) {
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
        Instant completedAt = state.equals(COMPLETED) ? completedAt(row) : null;
        return new Registration(
                row.key(),
                state,
                state.equals(INTERRUPTED) ? advice(language) : null,
                closed == null ? opened.fileNames() : closed.fileNames(),
                opened.orderId(),
                opened.purchaseId(),
                counts,
                failedByCode,
                closed == null ? List.of() : closed.warnings(),
                opened.submittedAt(),
                completedAt,
                completedAt == null ? null : seconds(opened.submittedAt(), completedAt),
                null,
                opened.submittedBy(),
                opened.partner() == null ? null : row.tenant());
    }

    private static String state(RegistrationRow row, Counts counts) {
        if (row.closed() != null) {
            return counts.pending() == 0 ? COMPLETED : PROCESSING;
        }
        boolean broken =
                row.opened() == null || row.interruptedAttempt() >= row.opened().attempt();
        return broken ? INTERRUPTED : "receiving";
    }

    /** When it was read to its end, or when the last row was decided where that was later. */
    private static Instant completedAt(RegistrationRow row) {
        var closedAt = Objects.requireNonNull(row.closed()).closedAt();
        var decidedAt = row.decidedAt();
        return decidedAt != null && decidedAt.isAfter(closedAt) ? decidedAt : closedAt;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / 1000.0;
    }

    private static String advice(Locale language) {
        return ResourceBundle.getBundle(
                        "dev.muster.status.registration.registrations",
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString("interrupted.advice");
    }

    /** The same with an estimate of how long the rest takes. */
    Registration withSecondsLeft(@Nullable Long left) {
        return new Registration(
                id,
                state,
                advice,
                fileNames,
                orderId,
                purchaseId,
                counts,
                failedByCode,
                warnings,
                submittedAt,
                completedAt,
                secondsTaken,
                left,
                submittedBy,
                onBehalfOf);
    }
}
