package dev.muster.status.projection;

import dev.muster.model.event.DeviceClaimed;
import dev.muster.model.event.DeviceRejected;
import dev.muster.model.event.DeviceSubmitted;
import dev.muster.model.identity.SubmissionId;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one row of one upload.
 *
 * @param decidedAt when the outcome was decided; of a pending one when it was submitted
 * @param failed of a failure, and of nothing else
 * @param source where on the broker the row itself lies, once its submission was seen
 */
public record SubmissionRow(
        SubmissionId key,
        String tenant,
        UUID deviceId,
        Outcome outcome,
        Instant decidedAt,
        Attributes attributes,
        @Nullable Failed failed,
        @Nullable Source source)
        implements Row<SubmissionId, SubmissionRow> {

    /** A place on the topic of submissions. */
    public record Source(int partition, long offset) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byPartition = Integer.compare(partition, other.partition);
            return byPartition != 0 ? byPartition : Long.compare(offset, other.offset);
        }
    }

    private static final Comparator<SubmissionRow> STANDS = Comparator.comparing(SubmissionRow::outcome)
            .thenComparing(SubmissionRow::decidedAt, Comparator.reverseOrder());

    static SubmissionRow of(DeviceSubmitted event, Source source) {
        var attributes = new Attributes(
                event.manufacturer(),
                event.model(),
                event.serialNumber(),
                event.groupTag(),
                event.assignedUser(),
                event.orderId(),
                event.purchaseId(),
                event.submittedAt(),
                event.submittedBy(),
                event.partner());
        return new SubmissionRow(
                event.submission(),
                event.tenant(),
                event.deviceId(),
                Outcome.PENDING,
                event.submittedAt(),
                attributes,
                null,
                source);
    }

    static SubmissionRow of(DeviceRejected event) {
        var attributes = new Attributes(
                event.manufacturer(),
                event.model(),
                event.serialNumber(),
                event.groupTag(),
                event.assignedUser(),
                event.orderId(),
                event.purchaseId(),
                event.submittedAt(),
                event.submittedBy(),
                event.partner());
        return new SubmissionRow(
                event.submission(),
                event.tenant(),
                event.deviceId(),
                Outcome.rejected(event.rejectedBy(), event.code()),
                event.decidedAt(),
                attributes,
                Failed.of(event),
                null);
    }

    static SubmissionRow of(DeviceClaimed event) {
        return new SubmissionRow(
                event.submission(),
                event.tenant(),
                event.deviceId(),
                Outcome.REGISTERED,
                event.decidedAt(),
                Attributes.NONE,
                null,
                null);
    }

    @Override
    public SubmissionRow merge(SubmissionRow other) {
        var stands = Merging.greater(this, other, STANDS, row -> String.valueOf(row.failed));
        var merged = attributes.merge(other.attributes);
        boolean registered = stands.outcome == Outcome.REGISTERED; // the device's own row says the rest
        return new SubmissionRow(
                key,
                stands.tenant,
                stands.deviceId,
                stands.outcome,
                stands.decidedAt,
                registered ? merged.onlyUser() : merged,
                stands.failed,
                registered ? null : Merging.known(source, other.source));
    }
}
