package dev.muster.status.projection;

import dev.muster.model.event.RegistrationClosed;
import dev.muster.model.event.RegistrationInterrupted;
import dev.muster.model.event.RegistrationOpened;
import dev.muster.model.event.Warning;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One upload as a whole, without the counts of its rows.
 *
 * @param opened the greatest attempt that was begun, and what was said then; null where only later facts were seen
 * @param interruptedAttempt the greatest attempt that broke off; 0 where none did
 * @param closed how it ended; stands over everything else
 * @param decidedAt the latest moment at which one of its rows was decided, whatever the decision
 */
public record RegistrationRow(
        UUID key,
        String tenant,
        @Nullable Opened opened,
        int interruptedAttempt,
        @Nullable Closed closed,
        @Nullable Instant decidedAt)
        implements Row<UUID, RegistrationRow> {

    /** An attempt that was begun. */
    public record Opened(
            int attempt,
            List<String> fileNames,
            @Nullable String orderId,
            @Nullable String purchaseId,
            Instant submittedAt,
            String submittedBy,
            @Nullable String partner) {}

    /** An upload that was read to its end. */
    public record Closed(List<String> fileNames, int rows, List<Warning> warnings, Instant closedAt) {}

    static RegistrationRow of(RegistrationOpened event) {
        var opened = new Opened(
                event.attempt(),
                event.fileNames(),
                event.orderId(),
                event.purchaseId(),
                event.submittedAt(),
                event.submittedBy(),
                event.partner());
        return new RegistrationRow(event.registrationId(), event.tenant(), opened, 0, null, null);
    }

    static RegistrationRow of(RegistrationInterrupted event) {
        return new RegistrationRow(event.registrationId(), event.tenant(), null, event.attempt(), null, null);
    }

    static RegistrationRow of(RegistrationClosed event) {
        var closed = new Closed(event.fileNames(), event.rows(), event.warnings(), event.closedAt());
        return new RegistrationRow(event.registrationId(), event.tenant(), null, 0, closed, null);
    }

    static RegistrationRow decided(UUID registration, String tenant, Instant decidedAt) {
        return new RegistrationRow(registration, tenant, null, 0, null, decidedAt);
    }

    @Override
    public RegistrationRow merge(RegistrationRow other) {
        return new RegistrationRow(
                key,
                tenant,
                later(opened, other.opened),
                Math.max(interruptedAttempt, other.interruptedAttempt),
                earlier(closed, other.closed),
                Merging.known(decidedAt, other.decidedAt));
    }

    private static @Nullable Opened later(@Nullable Opened a, @Nullable Opened b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Merging.greater(a, b, Comparator.comparingInt(Opened::attempt), Opened::toString);
    }

    /** Two attempts can both come to the end; what they read is the same, and the first end stands. */
    private static @Nullable Closed earlier(@Nullable Closed a, @Nullable Closed b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Merging.greater(
                a, b, Comparator.comparing(Closed::closedAt, Comparator.reverseOrder()), Closed::toString);
    }
}
